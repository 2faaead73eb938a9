#include "kiosk/ui/flexible_lengths.hpp"

#include <algorithm>

namespace baken::ui {
namespace {

// The room they need when nobody is longer than this level, or than its least.
int sum_under(const std::vector<int>& lengths, const std::vector<int>& least, int level) {
    int sum = 0;
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        if (lengths[i] >= 0) sum += std::max(least[i], std::min(lengths[i], level));
    }
    return sum;
}

// The highest level at which they fit; 0 where none is low enough.
int level_for(const std::vector<int>& lengths, const std::vector<int>& least, int room) {
    int low = 0;
    int high = *std::ranges::max_element(lengths);
    while (low < high) {
        int level = (low + high + 1) / 2;
        if (sum_under(lengths, least, level) <= room) {
            low = level;
        } else {
            high = level - 1;
        }
    }
    return low;
}

}  // namespace

int used_length(const std::vector<int>& lengths, int gap) {
    int used = -gap;
    for (int length : lengths) used += length < 0 ? 0 : length + gap;
    return used;
}

void drop_optional(const View& view, std::vector<int>& lengths, int room, int gap) {
    for (std::size_t i = lengths.size(); i-- > 0;) {
        if (used_length(lengths, gap) <= room) return;
        if (view.children[i].optional) lengths[i] = -1;
    }
}

void grow_shares(const View& view, std::vector<int>& lengths, int extra) {
    double shares = 0;
    for (std::size_t i = 0; i < lengths.size(); ++i) shares += lengths[i] < 0 ? 0 : view.children[i].grow;
    if (shares <= 0 || extra <= 0) return;
    int left = extra;
    std::size_t last = 0;
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        if (lengths[i] < 0 || view.children[i].grow <= 0) continue;
        int part = static_cast<int>(extra * view.children[i].grow / shares);
        lengths[i] += part;
        left -= part;
        last = i;
    }
    lengths[last] += left;
}

void squeeze(std::vector<int>& lengths, const std::vector<int>& least, int room) {
    int level = level_for(lengths, least, room);
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        if (lengths[i] >= 0) lengths[i] = std::max(least[i], std::min(lengths[i], level));
    }
}

}  // namespace baken::ui
