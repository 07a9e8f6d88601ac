// Who follows the journal: each has a number up to which it has read, and takes what comes after it.
#pragma once

#include "simulation/chance.hpp"
#include "simulation/table.hpp"

#include <memory>
#include <vector>

namespace balie::simulation {

struct Reader {
    Number account = 0;
    Number seq = 0;
    bool is_reading = false;
};

class Readers {
public:
    void begin(std::size_t count);
    bool are_done() const;
    std::vector<std::shared_ptr<Reader>> const& all() const noexcept { return readers_; }

private:
    void read(std::shared_ptr<Reader> const& reader);
    std::vector<std::shared_ptr<Reader>> readers_;
};

}  // namespace balie::simulation
