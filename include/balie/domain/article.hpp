// An article: what agents look up and quote while they answer.
#pragma once

#include <balie/domain/ids.hpp>

#include <cstdint>
#include <string>

namespace balie {

struct Article;
using ArticleId = Id<Article>;

struct Article {
    ArticleId id;
    std::string title = {};
    std::string text = {};
    std::string url = {};
    std::string language = {};
    std::int64_t version = 1;
};

}  // namespace balie
