#include "mail/sent_copy.hpp"

#include "mail/imap_session.hpp"

namespace balie::mail {
namespace {

constexpr auto usual_folder = "Sent";  // where a server does not say which one it is

}  // namespace

Result<void> keep_copy(SentCopy const& copy, std::string_view mail, Options const& options,
                       Stop const& stop) {
    auto const session = ImapSession::open(copy.mailbox, options, stop);
    if (!session) { return session.error(); }
    auto const told = (*session)->sent_folder();
    if (!told) { return told.error(); }
    auto const folder = told->empty() ? std::string{usual_folder} : *told;
    auto const looked = (*session)->examine(folder);
    auto const is_missing = !looked && looked.error().code == ErrorCode::not_found;
    if (!looked && !is_missing) { return looked.error(); }
    if (is_missing) {
        if (auto const made = (*session)->create(folder); !made) { return made.error(); }
        return (*session)->append(folder, mail);
    }
    auto const has = (*session)->has_mail(copy.message_id);
    if (!has) { return has.error(); }
    if (*has) { return {}; }
    return (*session)->append(folder, mail);
}

}  // namespace balie::mail
