// A short memory: the page shows the newest rows only.
#include "sandbox/traffic.hpp"

namespace balie::sandbox {
namespace {

constexpr auto rows_max = std::size_t{60};

}  // namespace

void Traffic::add(Exchange exchange) {
    auto const now =
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    rows_.push_front(Row{++last_number_, now, std::move(exchange)});
    if (rows_.size() > rows_max) { rows_.pop_back(); }
}

Json Traffic::to_json() const {
    auto list = Json::array();
    for (auto const& [number, at, exchange] : rows_) {
        auto row = Json{{"number", number},
                        {"at", to_rfc3339(at)},
                        {"channel", to_word(exchange.channel)},
                        {"direction", exchange.is_to_desk ? "in" : "out"},
                        {"method", exchange.method},
                        {"what", exchange.what},
                        {"status", exchange.status},
                        {"milliseconds", exchange.took.count()}};
        if (exchange.is_repeat) { row["is_repeat"] = true; }
        if (!exchange.detail.empty()) { row["detail"] = exchange.detail; }
        list.push_back(std::move(row));
    }
    return list;
}

}  // namespace balie::sandbox
