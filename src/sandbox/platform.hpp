// What makes one platform another: the words of its webhooks, its signature, its API. The rest of the sandbox is the
// same for all.
#pragma once

#include "http/message.hpp"
#include "sandbox/line.hpp"

#include <balie/base/http_client.hpp>
#include <balie/base/text.hpp>

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace balie::sandbox {

// What a customer can do in one kind of thread.
struct Can {
    bool replies = false;
    bool reactions = false;
    bool edits = false;
    bool deletes = false;
    bool shares = false;             // places and cards
    bool unknown_kinds = false;      // things for which the desk has no word
    bool stops = false;              // the word STOP ends what the desk may send
    std::vector<std::string> files;  // "image", "video", "audio", "document"
};

struct Abilities {
    std::optional<Can> in_private;
    std::optional<Can> in_public;
    bool begins_posts = false;  // a customer may begin a public thread
    bool wants_phone = false;   // only customers with a number are there
    bool tells_delivered = false;
    bool tells_read = false;
    bool shows_typing = false;
    bool has_window = false;
    std::vector<int> codes;  // of refusals that the page offers, the usual one first
};

// One call to the desk.
struct Webhook {
    std::string what;  // names it in the traffic log
    std::string body;
    std::string content_type = "application/json";
    std::string method = "POST";
    std::string query;
};

// What happened, for a webhook to tell.
struct Happening {
    Customer const* customer = nullptr;  // absent: the desk wrote to somebody whom nobody knows
    Post const* post = nullptr;          // in public, under it
    Entry const* entry = nullptr;
    MediaFile const* file = nullptr;
    Button const* button = nullptr;
    std::string value;           // the emoji, the new text, the new number, the status
    int error = 0;               // of the status "failed"
    std::string recipient = {};  // of the status of a message to nobody
};

// A message of the desk, understood.
struct DeskMessage {
    std::string recipient;              // as the desk names it
    std::string customer_id;            // of ours; empty: nobody has this address
    std::string post_id;                // in public, under this post
    std::optional<Channel> arrives_at;  // on another platform's phone, which tells nothing about it
    Entry entry;
    std::vector<std::string> file_urls = {};  // what the platform is to fetch and send with it
    std::string reaction_to;  // when it is a reaction: to this message, with entry.text as the emoji
    int error = 0;            // the code with which the platform refuses it
    std::string details;
    int fails_later = 0;  // taken, and told to have failed with this code
};

// A call of the desk is answered at once, or it is a message, with which the phones go on.
using Answer = std::variant<http::Response, DeskMessage>;

// What the platform asks when a webhook's address is given to it.
struct Handshake {
    std::string query;
    std::function<bool(std::string const& body)> is_answered;
};

class Platform {
public:
    explicit Platform(Line& line) : line_(line) {}
    virtual ~Platform() = default;

    virtual Abilities const& abilities() const noexcept = 0;
    virtual std::string new_id(Customer const& customer, Post const* post) = 0;
    virtual std::string new_post_id(Customer const& customer) { return new_id(customer, nullptr); }
    // Whom the desk means, by the platform's id. Null: nobody.
    virtual Customer* customer_at(std::string_view address) const = 0;

    // Absent: the platform does not tell of this.
    using Told = std::optional<Webhook>;
    virtual Told said(Happening const& what) = 0;
    virtual Told reacted(Happening const&) { return std::nullopt; }
    virtual Told pressed(Happening const&) { return std::nullopt; }
    virtual Told edited(Happening const&) { return std::nullopt; }
    virtual Told revoked(Happening const&) { return std::nullopt; }
    virtual Told renumbered(Happening const&) { return std::nullopt; }
    // What became of a message of the desk: "sent" "delivered" "read" "failed".
    virtual Told fared(Happening const&) { return std::nullopt; }

    // Ready to go; `wrongly`: as somebody would sign who does not know the key.
    virtual HttpCall signed_call(Webhook const& webhook, bool wrongly) const = 0;
    virtual std::optional<Handshake> handshake() const { return std::nullopt; }

    // `path` is the address below the platform's own. Who calls is checked before.
    virtual bool admits(http::Request const& request, std::string_view path) const = 0;
    virtual http::Response turned_away() const = 0;
    virtual Answer answer(http::Request const& request, std::string_view path) = 0;
    virtual http::Response accepted(DeskMessage const& message) = 0;
    virtual http::Response refusal(int code, std::string const& details) const = 0;
    virtual int broken() const noexcept = 0;  // the code of a platform that is down
    // Of a message that was taken and whose file then could not be fetched.
    virtual int unfetched() const noexcept { return 0; }

protected:
    Line& line() const noexcept { return line_; }
    // Without a signature.
    HttpCall plain_call(Webhook const& webhook) const;
    // The address as the desk knows it.
    std::string signed_url(Webhook const& webhook) const;
    // The platform's own API, "http://127.0.0.1:8080/sandbox/platform/x".
    std::string api_base() const;

private:
    Line& line_;
};

// ---- what several platforms do alike ----

http::Response json_answer(int status, Json const& body);
// The bytes of a kept file.
http::Response bytes_answer(MediaFile const& file);
std::string form_encoded(Fields const& fields);
std::string in_seconds(Time at);
std::string in_milliseconds(Time at);
std::string random_digits(std::size_t count);
// Without the prefix; empty when it has another.
std::string_view without_prefix(std::string_view text, std::string_view prefix) noexcept;
// "image" for image/png; a document is what has no better word.
std::string kind_of_file(std::string_view mime);

// Where the desk fetches a customer's file from. Real platforms give https addresses of a host of files, and
// connectors take no others: MediaDetour leads this one back here.
inline constexpr auto file_host = std::string_view{"https://files.sandbox.invalid/"};
std::string file_url(MediaFile const& file);

}  // namespace balie::sandbox
