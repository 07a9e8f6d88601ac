// One change of an attachment, one event.
#include "api/media_journal.hpp"

namespace balie::api {
namespace {

struct Body {
    media::Change change;

    Result<bool> operator()(journal::Work& work) const {
        auto const shown = change(work.transaction());
        if (!shown) { return shown.error(); }
        if (!*shown) { return false; }
        auto const& place = **shown;
        auto event = journal::Event{place.contact ? journal::EventType::contact_updated
                                                  : journal::EventType::message_updated};
        event.contact = place.contact;
        event.inbox = place.inbox;
        event.team = place.team;
        event.assignee = place.assignee;
        event.conversation = place.conversation;
        event.message = place.message;
        work.tell(event);
        return true;
    }
};

Task<Result<void>> write(journal::Journal& journal, AccountId account, media::Change change) {
    auto body = Body{std::move(change)};
    auto const written = co_await journal.write(account, std::move(body));
    if (!written) { co_return written.error(); }
    co_return Result<void>{};
}

}  // namespace

media::Write media_journal(journal::Journal& journal) {
    return [&journal](AccountId account, media::Change change) {
        return write(journal, account, std::move(change));
    };
}

}  // namespace balie::api
