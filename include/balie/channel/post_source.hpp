// What a public conversation is under, for platforms that tell of comments and not of what was commented on.
#pragma once

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>
#include <balie/channel/connector.hpp>
#include <balie/domain/public_post.hpp>

#include <string>

namespace balie {

class PostSource {
public:
    virtual ~PostSource() = default;
    // `thread_key`: as parse gives it. Errors: unavailable (ask again later); all else: the platform has spoken, and
    // shows nothing.
    virtual Task<Result<PublicPost>> post(std::string thread_key, Secrets secrets) = 0;
};

}  // namespace balie
