// A map that forgets what was used longest ago when it holds too much.
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <unordered_map>
#include <utility>

namespace baken::text {

// Value is cheap to move; each entry says what it costs. A value costing more than the whole bound is kept alone, until
// the next one comes. References stay valid until the next put.
template <typename Key, typename Value, typename Hash>
class BoundedCache {
public:
    explicit BoundedCache(std::size_t bound) : bound_(bound) {}

    // The value, now the most recently used, or null.
    [[nodiscard]] Value* find(const Key& key) {
        auto found = places_.find(std::cref(key));
        if (found == places_.end()) return nullptr;
        entries_.splice(entries_.begin(), entries_, found->second);
        return &found->second->value;
    }

    // Adds a value under a key that is not there yet.
    Value& put(Key key, Value value, std::size_t cost) {
        entries_.push_front({std::move(key), std::move(value), cost});
        places_.emplace(std::cref(entries_.front().key), entries_.begin());
        held_ += cost;
        while (held_ > bound_ && entries_.size() > 1) forget_oldest();
        return entries_.front().value;
    }

    void clear() {
        places_.clear();
        entries_.clear();
        held_ = 0;
    }
    [[nodiscard]] std::size_t held() const { return held_; }
    [[nodiscard]] std::size_t count() const { return entries_.size(); }

private:
    struct Entry {
        Key key;
        Value value;
        std::size_t cost;
    };
    using Place = typename std::list<Entry>::iterator;
    using KeyRef = std::reference_wrapper<const Key>;
    struct RefHash {
        std::size_t operator()(KeyRef key) const { return Hash{}(key.get()); }
    };
    struct RefEqual {
        bool operator()(KeyRef a, KeyRef b) const { return a.get() == b.get(); }
    };

    void forget_oldest() {
        Entry& oldest = entries_.back();
        places_.erase(std::cref(oldest.key));
        held_ -= oldest.cost;
        entries_.pop_back();
    }

    std::size_t bound_;
    std::size_t held_ = 0;
    std::list<Entry> entries_;  // most recently used first
    std::unordered_map<KeyRef, Place, RefHash, RefEqual> places_;
};

}  // namespace baken::text
