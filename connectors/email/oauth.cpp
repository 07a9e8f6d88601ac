// Microsoft: learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth;
// Google: developers.google.com/identity/protocols/oauth2 and developers.google.com/workspace/gmail/imap/xoauth2-protocol (2026-11).
#include <connectors/email/oauth.hpp>

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::email {
namespace {

using nlohmann::json;

constexpr auto words_max = std::size_t{400};
constexpr auto echo_max = std::size_t{4'000};  // of what a provider says, looked through for secrets
constexpr auto token_bytes_max = std::size_t{16'384};
constexpr auto lifetime_usual = std::chrono::seconds{3600};
constexpr auto lifetime_max = std::chrono::hours{24};
// What a provider says of itself, not of us (RFC 6749, 4.1.2.1 and 5.2).
constexpr auto passing_faults = std::array{std::string_view{"temporarily_unavailable"},
                                           std::string_view{"server_error"}, std::string_view{"slow_down"}};

bool is_microsoft(Secrets const& settings) { return settings["provider"] == "microsoft"; }
bool is_google(Secrets const& settings) { return settings["provider"] == "google"; }

Error fault(std::string_view name, std::string_view detail) {
    auto const field = "settings." + std::string{name};
    return {ErrorCode::unprocessable, field + " " + std::string{detail}, "ill_formed", field};
}

bool is_tenant(std::string_view text) {
    return !text.empty() && text.size() <= 253 && std::ranges::all_of(text, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '-' || letter == '.';
    });
}

std::string address_of(Secrets const& settings) {
    if (is_google(settings)) { return "https://oauth2.googleapis.com/token"; }
    if (!is_microsoft(settings)) { return std::string{settings["token_url"]}; }
    return "https://login.microsoftonline.com/" + std::string{settings["tenant"]} + "/oauth2/v2.0/token";
}

// Google gives a refresh token its scope once and for all.
std::string scope_of(Secrets const& settings, bool refreshes) {
    if (!settings["scope"].empty()) { return std::string{settings["scope"]}; }
    if (!is_microsoft(settings)) { return {}; }
    return refreshes ? "https://outlook.office.com/IMAP.AccessAsUser.All "
                       "https://outlook.office.com/SMTP.Send offline_access"
                     : "https://outlook.office365.com/.default";
}

void add(std::string& form, std::string_view name, std::string_view value) {
    if (value.empty()) { return; }
    form += (form.empty() ? "" : "&") + std::string{name} + "=" + percent_encode(value);
}

Error missing(std::string detail) { return {ErrorCode::unauthenticated, std::move(detail), "token_refused"}; }

std::string text_in(json const& object, char const* name) {
    auto const found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// How much of the text at its beginning is this letter: as it is, as a form or a page of HTML writes it, or as a form
// within a form.
std::size_t written_as(std::string_view text, char letter) {
    if (text.empty()) { return 0; }
    if (letter == '&' && text.starts_with("&amp;")) { return 5; }
    if (text.front() == letter || (text.front() == '+' && letter == ' ')) { return 1; }
    auto const escape = text.starts_with("%25") ? std::size_t{2} : std::size_t{0};
    if (text.front() != '%' || text.size() < escape + 3) { return 0; }
    auto const code = percent_decode("%" + std::string{text.substr(escape + 1, 2)});
    return code && *code == std::string{letter} ? escape + 3 : 0;
}

// How much of the text at its beginning is the secret, in whatever form; 0: it is not.
std::size_t written_as(std::string_view text, std::string_view secret) {
    auto length = std::size_t{0};
    for (auto const letter : secret) {
        auto const part = written_as(text.substr(length), letter);
        if (part == 0) { return 0; }
        length += part;
    }
    return length;
}

// Providers may repeat what they were sent, and as it was sent.
std::string without(std::string_view text, std::string_view secret) {
    if (secret.size() < 4) { return std::string{text}; }
    auto kept = std::string{};
    while (!text.empty()) {
        auto const length = written_as(text, secret);
        kept += length == 0 ? std::string(1, text.front()) : "***";
        text.remove_prefix(std::max(length, std::size_t{1}));
    }
    return kept;
}

// A form that is repeated ends the words: a provider may also have cut it in the middle of a secret.
std::string_view before_form(std::string_view words) {
    for (auto const name : {std::string_view{"client_secret="}, std::string_view{"refresh_token="}}) {
        words = words.substr(0, words.find(name));
    }
    return words;
}

// "invalid_client: AADSTS7000222: The provided client secret keys ... are expired." without the lines of numbers behind.
std::string words_of(json const& said, Secrets const& secrets) {
    auto words = text_in(said, "error");
    auto const description = text_in(said, "error_description");
    if (!description.empty()) {
        words += (words.empty() ? "" : ": ") + description.substr(0, description.find_first_of("\r\n"));
    }
    words = first_characters(words, echo_max);
    words = without(before_form(words), secrets["client_secret"]);
    words = without(words, secrets["refresh_token"]);
    return printable(first_characters(storable(std::move(words)), words_max));
}

Error refusal(HttpAnswer const& answer, Secrets const& secrets) {
    auto const said = json::parse(answer.body, nullptr, false);
    auto const status = "HTTP " + std::to_string(answer.status);
    auto const error = said.is_object() ? text_in(said, "error") : std::string{};
    auto const is_passing = std::ranges::find(passing_faults, error) != passing_faults.end();
    auto const is_of_us =
        (answer.status == 400 || answer.status == 401 || answer.status == 403) && !error.empty();
    if (!is_of_us || is_passing) {
        return {ErrorCode::unavailable, "the provider gives no token: " + status, "no_token"};
    }
    return {ErrorCode::unauthenticated, "the provider refuses access: " + words_of(said, secrets),
            "token_refused"};
}

std::chrono::seconds lifetime_in(json const& said) {
    auto const found = said.find("expires_in");
    if (found == said.end()) { return lifetime_usual; }
    auto seconds = found->is_number_integer() ? found->get<std::int64_t>() : std::int64_t{0};
    return std::clamp(std::chrono::seconds{seconds}, std::chrono::seconds{0},
                      std::chrono::seconds{lifetime_max});
}

// It goes into a line of a mail protocol.
bool is_token(std::string_view text) {
    return !text.empty() && text.size() <= token_bytes_max &&
           std::ranges::all_of(text, [](char letter) { return letter > 0x20 && letter < 0x7F; });
}

}  // namespace

bool uses_oauth(Secrets const& secrets) { return secrets["auth"] == "oauth"; }

Result<void> judge_oauth(Secrets const& settings) {
    auto const auth = settings["auth"];
    if (!auth.empty() && auth != "password" && auth != "oauth") {
        return fault("auth", "is password or oauth");
    }
    if (!uses_oauth(settings)) { return {}; }
    auto const provider = settings["provider"];
    if (provider != "microsoft" && provider != "google" && provider != "other") {
        return fault("provider", "is microsoft, google or other");
    }
    if (is_microsoft(settings) && !is_tenant(settings["tenant"])) {
        return fault("tenant", "is the id of a directory, or its domain");
    }
    return {};
}

Result<HttpCall> token_call(Secrets const& secrets) {
    auto const refreshes = !secrets["refresh_token"].empty();
    if (!refreshes && is_google(secrets)) { return missing("no refresh token is set"); }
    if (!refreshes && secrets["client_secret"].empty()) {
        return missing("no client secret and no refresh token is set");
    }
    auto call = HttpCall{"POST", address_of(secrets)};
    call.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    add(call.body, "grant_type", refreshes ? "refresh_token" : "client_credentials");
    add(call.body, "client_id", secrets["client_id"]);
    add(call.body, "client_secret", secrets["client_secret"]);
    add(call.body, "refresh_token", secrets["refresh_token"]);
    add(call.body, "scope", scope_of(secrets, refreshes));
    return call;
}

Result<Token> read_token(HttpAnswer const& answer, Secrets const& secrets) {
    if (answer.status != 200) { return refusal(answer, secrets); }
    auto const said = json::parse(answer.body, nullptr, false);
    auto token = Token{};
    if (said.is_object()) { token.access = text_in(said, "access_token"); }
    if (!is_token(token.access)) {
        return Error{ErrorCode::unavailable, "the provider's answer holds no token", "no_token"};
    }
    token.lifetime = lifetime_in(said);
    token.refresh = text_in(said, "refresh_token");
    if (!is_token(token.refresh)) { token.refresh.clear(); }
    return token;
}

}  // namespace balie::connectors::email
