#include "tests/cp/inbox_box.hpp"

#include "exchange/records/check_number.hpp"
#include "tests/cp/postgres.hpp"

namespace baken::testing {
namespace {

Postgres& server() {
    static Postgres postgres;
    return postgres;
}

}  // namespace

OnPostgres::OnPostgres() : name(server().address()) {}

std::string card_number(const records::Record& record) {
    return records::format(records::check_number_of(record.head));
}

}  // namespace baken::testing
