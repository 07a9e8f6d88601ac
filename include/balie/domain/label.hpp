// A label: a coloured word that agents put on conversations.
#pragma once

#include <balie/domain/ids.hpp>

#include <cstdint>
#include <string>

namespace balie {

struct Label {
    LabelId id;
    std::string name = {};
    std::string color = {};  // "#rrggbb", small letters
    std::int64_t version = 1;
};

}  // namespace balie
