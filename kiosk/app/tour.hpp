// Draws every screen there is into PNG files, and looks at each as a strict designer would.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/app/kiosk.hpp"
#include "kiosk/app/stage.hpp"
#include "kiosk/draw/memory_screen.hpp"

namespace baken::app {

struct TourReport {
    int screens = 0;
    std::vector<std::string> faults;  // "home: cut off: text ..."
};

// Goes through every screen in the kiosk's present language and look. `folder` empty: nothing is drawn, only looked at.
// `seen` is called while the kiosk shows the screen of that name. Errors: those of writing files.
[[nodiscard]] Result<TourReport> take_tour(Kiosk& kiosk, draw::MemoryScreen& screen, Stage& stage, const Path& folder,
                                           std::function<void(const std::string& name)> seen = {});

}  // namespace baken::app
