// Which kiosks wait for a receipt, and after which number. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <string>

namespace baken::cp {

class ReceiptWaits {
public:
    // Stands in the list while it lives; `wake` must not make or end a wait itself.
    class Wait {
    public:
        Wait(ReceiptWaits& waits, std::string kiosk, std::int64_t after, std::function<void()> wake)
            : waits_(waits), kiosk_(std::move(kiosk)), after_(after), wake_(std::move(wake)) {
            place_ = waits_.waits_.insert(waits_.waits_.end(), this);
        }
        ~Wait() { waits_.waits_.erase(place_); }
        Wait(const Wait&) = delete;
        Wait& operator=(const Wait&) = delete;

    private:
        friend class ReceiptWaits;
        ReceiptWaits& waits_;
        std::string kiosk_;
        std::int64_t after_;
        std::function<void()> wake_;
        std::list<Wait*>::iterator place_;
    };

    // Wakes those for whom there is something newer; numbers by kiosk.
    void wake(const std::map<std::string, std::int64_t>& newest) {
        for (auto* wait : waits_) {
            auto found = newest.find(wait->kiosk_);
            if (found != newest.end() && found->second > wait->after_) wait->wake_();
        }
    }
    [[nodiscard]] bool empty() const { return waits_.empty(); }
    [[nodiscard]] std::size_t size() const { return waits_.size(); }

private:
    std::list<Wait*> waits_;
};

}  // namespace baken::cp
