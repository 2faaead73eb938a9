#include "kiosk/post/post_reader.hpp"

#include <algorithm>

#include "exchange/records/check_number.hpp"
#include "exchange/records/envelope.hpp"

namespace baken::post {

void PostReader::begin(const PostLedger& ledger) {
    end();
    std::vector<const store::OutboxEntry*> order;
    for (const auto& [place, entry] : ledger.entries()) order.push_back(&entry);
    std::ranges::stable_sort(order, {}, [](const auto* entry) { return entry->priority; });
    for (const auto* entry : order) to_open_.push_back(entry->id);
}

void PostReader::end() {
    *this = PostReader{};
}

bool PostReader::open_some(store::Outbox& outbox, const PostLedger& ledger, const store::Identity& identity,
                           const trust::SealingKey& staff, std::size_t most) {
    const records::KioskKeys ourselves{{identity.id(), identity.signing.public_bytes()}};
    for (std::size_t i = 0; i < most && !to_open_.empty(); ++i) {
        auto id = std::move(to_open_.front());
        to_open_.pop_front();
        auto bytes = outbox.envelope(id);
        if (!bytes || !*bytes) continue;
        auto envelope = records::verify_envelope(**bytes, ourselves);
        auto record = envelope ? envelope->open_as_staff(staff) : std::unexpected(envelope.error());
        if (!record) {
            ++unreadable_;
            continue;
        }
        add(*record, ledger);
    }
    return !to_open_.empty();
}

void PostReader::add(const records::Record& record, const PostLedger& ledger) {
    const auto* step = std::get_if<records::FollowUp>(&record.body);
    if (step == nullptr) return place(record, ledger);
    auto& steps = steps_[step->about];
    steps.push_back(*step);
    const auto* entry = ledger.find(record.head.id);
    if (!steps.back().at) steps.back().at = entry == nullptr ? record.head.created : entry->stored_at;
    std::ranges::stable_sort(steps, {}, [](const records::FollowUp& one) { return one.at.value_or(Instant{}); });
    auto rank = ranks_.find(step->about);
    if (rank != ranks_.end()) place(opened_.at(rank->second)->record, ledger);
}

void PostReader::place(const records::Record& record, const PostLedger& ledger) {
    const auto* entry = ledger.find(record.head.id);
    if (entry == nullptr) return;
    StaffRecord made{record, ledger.delivery_of(*entry), {}, {}};
    if (entry->priority == records::PriorityClass::Emergency) {
        made.check_number = records::format(records::check_number_of(record.head));
    }
    if (auto steps = steps_.find(record.head.id); steps != steps_.end()) made.steps = steps->second;
    Rank rank{entry->priority, record.head.priority, entry->stored};
    ranks_[record.head.id] = rank;
    opened_[rank] = std::make_shared<const StaffRecord>(std::move(made));
}

void PostReader::renew(const PostLedger& ledger) {
    for (auto one = opened_.begin(); one != opened_.end();) {
        const auto* entry = ledger.find(one->second->record.head.id);
        if (entry == nullptr) {
            ranks_.erase(one->second->record.head.id);
            one = opened_.erase(one);
            continue;
        }
        auto delivery = ledger.delivery_of(*entry);
        if (delivery != one->second->delivery) {
            auto changed = *one->second;
            changed.delivery = std::move(delivery);
            one->second = std::make_shared<const StaffRecord>(std::move(changed));
        }
        ++one;
    }
}

std::shared_ptr<const StaffList> PostReader::list() const {
    auto list = std::make_shared<StaffList>();
    list->reserve(opened_.size());
    for (const auto& [rank, record] : opened_) list->push_back(record);
    return list;
}

}  // namespace baken::post
