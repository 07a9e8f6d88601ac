// One message as it stands on a customer's phone.
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
    std::string id;  // wamid
    Author author = Author::customer;
    std::string type = "text";  // the platform's word
    std::string text;           // body, caption, or a template with its values
    std::string header;
    std::string footer;
    std::string media_id;
    std::string mime;
    std::string file_name;
    bool is_voice = false;
    Place place;
    std::vector<std::string> names;  // of shared contacts
    std::string reply_to;            // wamid
    std::vector<Button> buttons;
    std::string own_reaction;    // the author's own emoji on it
    std::string other_reaction;  // the other side's
    std::string status;  // sent delivered read failed; of the customer's: read when the desk has read it
    std::string opaque;  // biz_opaque_callback_data
    bool is_edited = false;
    bool is_deleted = false;
    Time at;
};

}  // namespace balie::sandbox
