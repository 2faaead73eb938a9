#include "cp/inbox/inbox_steps.hpp"

#include <utility>

namespace baken::cp {
namespace {

using records::ReceiptState;

// That somebody will see to it says more than that it came, and what they did more than that.
int reach_of(ReceiptState state) {
    if (state == ReceiptState::Received || state == ReceiptState::Merged) return 0;
    return state == ReceiptState::Accepted ? 1 : 2;
}

}  // namespace

const KeptReceipt* last_step(const std::vector<KeptReceipt>& steps) {
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if (step->state != ReceiptState::Merged) return &*step;
    }
    return nullptr;
}

const KeptReceipt* further_step(const KeptReceipt* of_record, const KeptReceipt* of_stub) {
    if (of_record == nullptr || of_stub == nullptr) return of_record == nullptr ? of_stub : of_record;
    if (of_record->state == ReceiptState::Handled && of_stub->at > of_record->at) return of_stub;
    auto reached = [](const KeptReceipt* step) { return std::pair{reach_of(step->state), step->at}; };
    return reached(of_stub) > reached(of_record) ? of_stub : of_record;
}

bool takes_back(ReceiptState state, const std::vector<KeptReceipt>& steps, int seen) {
    const auto* last = last_step(steps);
    if (last == nullptr || last->n <= seen) return false;
    if (last->state == ReceiptState::Handled) return state != ReceiptState::Handled;
    if (state == ReceiptState::Handled) return true;
    return state == ReceiptState::Accepted && last->state != ReceiptState::Received;
}

}  // namespace baken::cp
