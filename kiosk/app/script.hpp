// Replays a visitor from a file, through SDL's own event queue, against a clock the script moves. One step a line:
//
//   tap "Ik heb hulp nodig"        presses the button of that name; it must be there and be seen
//   tap [open-bulletin demo-06]    what does this, as the outline writes it; of its object a part is enough
//   tap 400 300                    presses a point of the panel
//   down-to "Verstuur"             tap, after going down the page for as long as it is not seen
//   key confirm                    left right up down next previous confirm back help page-up page-down
//   reach "Terug"                  presses next until the keys are on this
//   wait 61s                       lets time pass (ms, s, m, h), as much as it takes, step by step
//   type "Tom"  write "Tom"        on a keyboard of flesh and blood; on the keys on the glass (a PIN's too)
//   type-codes 54 6f 6d            the same as type, told as bytes of UTF-8, so that the word is not in the script
//   expect typed "Tom"             what stands in the field
//   expect button "Terug"          an element with this role and name is there
//   expect text "Kook"             text: some element says these words
//   refuse button "Terug"          it is not there
//   expect showing takeover        built-in, takeover, stick-notice, signage, leaving or route
//   expect language ar             the language the screen speaks
//   expect sound-view              the screen has no fault a machine can see
//   screenshot home.png            into the folder of --pictures
//   outline                        prints every element, for who writes a script
//   content DIR                    as if new content came: DIR is read as one more root
//   stick DIR                      as if a stick with this on it was put in (needs --data)
//   updater installing DIR         as if the machine's updater said that of the stick with this name; an unknown word
//                                  says nothing. From then on the machine is one that is replaced as a whole
//   machine data-remade            as if the data partition had been made anew at this start, or (machine
//                                  tpm-off) its TPM were switched off
//   round                          one round over the network (needs --data and --hub)
//   post                           carries records over the network once: what waits, and what was answered
//   hold                           prints "holding" and waits for a line on standard input
//   end-by power-cut               ends at once, nothing put in order; or: end-by fault
//
// Empty lines and lines that begin with # are skipped.
#pragma once

#include "kiosk/app/world.hpp"

namespace baken::app {

// Returns 0 when every step did what it says, else 1 and prints the line that did not.
[[nodiscard]] int run_script(const Options& options, World& world);

}  // namespace baken::app
