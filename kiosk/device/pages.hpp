// Memory that starting needed and that nothing needs any more, given back to the machine.
#pragma once

#include <cstddef>

namespace baken::device {

// Lets go of the pages of the program, of libraries and of fonts that are the same on the disk, and of free heap; a
// page that is wanted again comes back from the disk's cache by itself. Nothing that was written to is touched. Returns
// the bytes that were let go: of libraries all that might have been there. Takes a few milliseconds: for a moment when
// nobody waits. Any thread; other threads may run meanwhile, and take libraries in.
std::size_t let_go_of_unused_pages();

}  // namespace baken::device
