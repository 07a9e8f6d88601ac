// The words of pushes stand here and not in the browser's program: it does not run when they are shown.
#include "desk/push_words.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <string_view>

namespace balie::desk {
namespace {

struct Words {
    std::string_view en;
    std::string_view nl;
};

constexpr auto somebody = Words{"A colleague", "Een collega"};
constexpr auto new_message_in = Words{"New message in {}", "Nieuw bericht in {}"};
constexpr auto new_message_from = Words{"New message from {}", "Nieuw bericht van {}"};
constexpr auto attachment = Words{"A file", "Een bestand"};

Words words_of(NotificationType type) {
    switch (type) {
        case NotificationType::mention:
            return {"{} mentions you in a note", "{} noemt jou in een notitie"};
        case NotificationType::assigned:
            return {"{} gave you a conversation", "{} gaf jou een gesprek"};
        case NotificationType::transfer:
            return {"{} wants to hand you a conversation", "{} wil jou een gesprek geven"};
        case NotificationType::promise_due:
            return {"Your promise is due", "Je belofte moet nu"};
        case NotificationType::failed:
            return {"Your message was not sent", "Je bericht is niet verzonden"};
        case NotificationType::approval_asked:
            return {"{} asks you to approve a reply", "{} vraagt je akkoord voor een antwoord"};
        case NotificationType::approved:
            return {"{} approved your reply: it is sent", "{} gaf akkoord: je antwoord is verstuurd"};
        case NotificationType::side_answer:
            return {"The back office answered your question", "De backoffice heeft je vraag beantwoord"};
        case NotificationType::replied:
            break;
    }
    return {"A customer wrote to you", "Een klant schreef je"};
}

std::string filled(std::string_view words, std::string_view with) {
    auto text = std::string{words};
    if (auto const at = text.find("{}"); at != std::string::npos) { text.replace(at, 2, with); }
    return text;
}

}  // namespace

std::string push_text(store::web_pushes::Push const& push) {
    auto const in = [&push](Words const& words) { return push.language == "en" ? words.en : words.nl; };
    auto title = std::string{};
    auto body = std::string{};
    if (push.type) {
        title = filled(in(words_of(*push.type)), push.actor_name.empty() ? in(somebody) : push.actor_name);
        body = push.inbox_name;
    } else if (push.shows_text) {
        title = filled(in(new_message_from), push.contact_name);
        body = push.text.empty() ? std::string{in(attachment)} : push.text;
    } else {
        title = filled(in(new_message_in), push.inbox_name);
    }
    auto const id = to_string(push.conversation);
    auto const json = nlohmann::json{
        {"title", title}, {"body", body}, {"tag", "conversation-" + id}, {"path", "/all/" + id}};
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace balie::desk
