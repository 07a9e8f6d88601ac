#include "app/commands/erase.hpp"

#include "desk/erasure.hpp"
#include "journal/journal.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <thread>

namespace balie::app::commands {
namespace {

constexpr auto waits_max = 100;
constexpr auto pause_while_waiting = std::chrono::milliseconds{100};

Error wrong(std::string detail, std::string field) {
    return {ErrorCode::unprocessable, std::move(detail), "ill_typed", std::move(field)};
}

// The server, if one runs, reads the events when it next looks at the account.
void tell_nobody(AccountId, std::int64_t) {}

// What still waits after a while, the server's rounds do.
Result<void> erase_rest(journal::Journal& journal, AccountId account) {
    using store::privacy::Left;
    auto waits = 0;
    while (waits < waits_max) {
        auto const left =
            journal.write_here(account, [&](journal::Work& work) { return desk::erase_some(work, account); });
        if (!left) { return left.error(); }
        if (*left == Left::nothing) { break; }
        if (*left == Left::more) { continue; }
        ++waits;
        std::this_thread::sleep_for(pause_while_waiting);
    }
    return {};
}

}  // namespace

Result<nlohmann::json> erase_contact(db::Database& database, std::string const& account_word,
                                     std::string const& contact_word) {
    auto const account = parse_id<Account>(account_word);
    auto const contact = parse_id<Contact>(contact_word);
    if (!account) { return wrong("--account must be an account's id", "account"); }
    if (!contact) { return wrong("--contact must be a contact's id", "contact"); }
    auto journal = journal::Journal{database, tell_nobody};
    auto const erased = journal.write_here(*account, [&](journal::Work& work) {
        return desk::erase_contact(work, *account, UserId{}, *contact);
    });
    if (!erased) { return erased.error(); }
    auto const rest = erase_rest(journal, *account);
    if (!rest) { return rest.error(); }
    return nlohmann::json{{"contact_id", to_string(*contact)},
                          {"conversations", erased->conversations},
                          {"messages", erased->messages},
                          {"files", erased->files}};
}

}  // namespace balie::app::commands
