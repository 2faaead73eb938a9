// Who waits for the next publication. One thread.
#pragma once

#include <functional>
#include <list>

#include "exchange/trust/metadata.hpp"

namespace baken::cp {

class Announcements {
public:
    // Stands in the list while it lives. `wake` is called once for every announcement that is newer than `after`, and
    // must not make or end a wait itself.
    class Wait {
    public:
        Wait(Announcements& announcements, trust::Version after, std::function<void()> wake);
        ~Wait();
        Wait(const Wait&) = delete;
        Wait& operator=(const Wait&) = delete;

    private:
        friend class Announcements;
        Announcements& announcements_;
        trust::Version after_;
        std::function<void()> wake_;
        std::list<Wait*>::iterator place_;
    };

    // The newest timestamp version that was announced; 0 before the first.
    [[nodiscard]] trust::Version latest() const { return latest_; }
    // Wakes who waits for it; a version that is not newer does nothing.
    void announce(trust::Version version);
    [[nodiscard]] std::size_t waiting() const { return waits_.size(); }

private:
    trust::Version latest_ = 0;
    std::list<Wait*> waits_;
};

}  // namespace baken::cp
