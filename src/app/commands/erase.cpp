#include "app/commands/erase.hpp"

#include "desk/erasure.hpp"
#include "journal/journal.hpp"

#include <nlohmann/json.hpp>

namespace balie::app::commands {
namespace {

Error wrong(std::string detail, std::string field) {
    return {ErrorCode::unprocessable, std::move(detail), "ill_typed", std::move(field)};
}

// The server, if one runs, reads the events when it next looks at the account.
void tell_nobody(AccountId, std::int64_t) {}

}  // namespace

Result<nlohmann::json> erase_contact(db::Database& database, std::string const& account_word,
                                     std::string const& contact_word) {
    auto const account = parse_id<Account>(account_word);
    auto const contact = parse_id<Contact>(contact_word);
    if (!account) { return wrong("--account must be an account's id", "account"); }
    if (!contact) { return wrong("--contact must be a contact's id", "contact"); }
    auto const words = database.run_here(account->value, [&](db::Transaction& transaction) {
        return desk::words_to_forget(transaction, *account, *contact);
    });
    if (!words) { return words.error(); }
    for (auto day = std::int64_t{0}; day <= desk::raw_days; ++day) {
        auto const forgotten = database.run_here(account->value, [&](db::Transaction& transaction) {
            return desk::forget_raw(transaction, *account, *words, day);
        });
        if (!forgotten) { return forgotten.error(); }
    }
    auto journal = journal::Journal{database, tell_nobody};
    auto const erased = journal.write_here(*account, [&](journal::Work& work) {
        return desk::erase_contact(work, *account, UserId{}, *contact);
    });
    if (!erased) { return erased.error(); }
    auto has_more = true;
    while (has_more) {
        auto const looked = journal.write_here(
            *account, [&](journal::Work& work) { return desk::forget_in_mails(work, *account); });
        if (!looked) { return looked.error(); }
        has_more = *looked;
    }
    return nlohmann::json{{"contact_id", to_string(*contact)},
                          {"conversations", erased->conversations},
                          {"messages", erased->messages},
                          {"files", erased->files}};
}

}  // namespace balie::app::commands
