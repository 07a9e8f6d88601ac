// What became of a message that we sent through CM. Pure.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/cm/xml.hpp>
#include <connectors/json/document.hpp>

namespace balie::connectors::cm {

// A report, whether it came as JSON or as XML.
struct Report {
    std::string reference = {};
    std::string received = {};
    std::string code = {};
    std::string error_code = {};
    std::string error_description = {};
    std::string item = {};  // as it came
};

Report report_of(json::Value const& item);
Report report_of(Element const& item);

// Our own reference is all that a report names a message by. Unreadable without one, or with an unknown code.
InboundEvent status_event(Report report);

}  // namespace balie::connectors::cm
