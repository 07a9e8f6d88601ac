// The url never changes and holds no secret: who may read the file is asked at each request.
#include "wire/attachment.hpp"

#include "wire/fields.hpp"

namespace balie::wire {

nlohmann::json to_json(Attachment const& attachment) {
    auto object = nlohmann::json{{"id", to_string(attachment.id)},
                                 {"kind", to_word(attachment.kind)},
                                 {"state", to_word(attachment.state)},
                                 {"mime", attachment.mime},
                                 {"name", attachment.name},
                                 {"url", "/api/v1/attachments/" + to_string(attachment.id) + "/content"},
                                 {"version", attachment.version}};
    if (attachment.voice) { object["voice"] = true; }
    put(object, "state_reason", attachment.state_reason);
    put(object, "bytes", attachment.bytes);
    put(object, "width", attachment.width);
    put(object, "height", attachment.height);
    return object;
}

}  // namespace balie::wire
