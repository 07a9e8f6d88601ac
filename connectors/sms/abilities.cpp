// A file is fetched by the platform, and told of by its address.
#include <connectors/sms/abilities.hpp>

namespace balie::connectors::sms {

Capabilities texts_alone(std::size_t parts_max) {
    auto can = Capabilities{};
    can.carries = "sms";
    can.text_max = parts_max;
    can.text_unit = TextUnit::sms_segments;
    can.caption_max = 0;
    can.attachments_max = 0;
    can.files_by_address = can.depends_on_settings = true;
    can.delivered_receipts = true;
    return can;
}

}  // namespace balie::connectors::sms
