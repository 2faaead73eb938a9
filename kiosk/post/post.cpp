#include "kiosk/post/post.hpp"

namespace baken::post {
namespace {

template <typename T>
void take(T& into, std::optional<T>& from) {
    if (from) into = *std::move(from);
}

}  // namespace

void PostState::hear(PostNews news) {
    for (auto& outcome : news.saved) saved.insert_or_assign(outcome.token, std::move(outcome.stored));
    if (news.tickets) tickets = std::move(news.tickets);
    if (news.board) board = std::move(news.board);
    take(outbox, news.outbox);
    take(staff, news.staff);
    take(identity, news.identity);
    take(mode, news.mode);
    take(problems, news.problems);
    if (news.statistics_csv) statistics_csv = std::move(news.statistics_csv);
    if (news.stick) stick = std::move(news.stick);
}

}  // namespace baken::post
