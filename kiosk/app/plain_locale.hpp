// The locale "C" for one thread, as long as this stands in it.
#pragma once

#include <locale.h>

namespace baken::app {

// SDL changes the locale of the whole process for a moment while it opens a window under X11 (so that letters can be
// composed). A thread that has one of its own (newlocale(3), uselocale(3)) reads numbers undisturbed meanwhile.
class PlainLocale {
public:
    // Where the system refuses to make one, the thread stays with that of the process.
    PlainLocale() : own_(newlocale(LC_ALL_MASK, "C", nullptr)) {
        if (own_ != nullptr) before_ = uselocale(own_);
    }
    ~PlainLocale() {
        if (own_ == nullptr) return;
        uselocale(before_);
        freelocale(own_);
    }
    PlainLocale(const PlainLocale&) = delete;
    PlainLocale& operator=(const PlainLocale&) = delete;

private:
    locale_t own_;
    locale_t before_ = nullptr;
};

}  // namespace baken::app
