// Secrets that a platform exchanges for others while the desk uses them: the new one is kept.
#pragma once

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>
#include <balie/channel/connector.hpp>

#include <string>

namespace balie {

class SecretKeeper {
public:
    virtual ~SecretKeeper() = default;
    // Puts `fresh` in the place of that secret of these. False: nothing is done, for somebody has given another
    // meanwhile. On the network thread.
    virtual Task<Result<bool>> exchange(Secrets of, std::string name, std::string fresh) = 0;
};

}  // namespace balie
