// One message as it stands on a customer's phone, or under a post.
#pragma once

#include <balie/base/time.hpp>

#include <string>
#include <vector>

namespace balie::sandbox {

enum class Author { customer, desk };

// Something to press under a message of the desk.
struct Button {
    enum class Kind { template_reply, reply, row, link };
    Kind kind = Kind::reply;
    std::string id;  // or the payload, or the address of a link
    std::string title;

    Button(Kind kind_, std::string id_, std::string title_)
        : kind(kind_), id(std::move(id_)), title(std::move(title_)) {}
};

struct Place {
    double latitude = 0;
    double longitude = 0;
    std::string name;
    std::string address;
};

struct Entry {
    std::string id;  // the platform's
    Author author = Author::customer;
    std::string author_id;      // of the customer who wrote it
    std::string author_stem;    // what that customer's id on the platform is made of
    std::string type = "text";  // text image video audio document sticker location contacts unsupported ...
    std::string text;           // body, caption, or a template with its values
    std::string header;
    std::string footer;
    std::string media_id;
    std::string mime;
    std::string file_name;
    bool is_voice = false;
    Place place;
    std::vector<std::string> names;  // of shared contacts
    std::string reply_to;            // the id of another message
    std::vector<Button> buttons;
    std::string own_reaction;    // the author's own emoji on it
    std::string other_reaction;  // the other side's
    std::string status;  // sent delivered read failed; of the customer's: read when the desk has read it
    std::string opaque;  // the desk's own word, given back in what tells of this message
    unsigned edits = 0;
    bool is_deleted = false;
    bool is_hidden = false;             // from the public, by the desk
    bool has_private_answer = false;    // the desk may give one, once
    std::string answers_in_private_to;  // of a desk's private message: the public one that it answers
    Time at;

    bool is_edited() const noexcept { return edits > 0; }
};

}  // namespace balie::sandbox
