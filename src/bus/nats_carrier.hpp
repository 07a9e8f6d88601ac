// Letters over a NATS cluster: keeps them off PostgreSQL where many nodes talk much.
#pragma once

#include "bus/carrier.hpp"

#include <balie/base/result.hpp>

#include <memory>
#include <string>

namespace balie::bus {

// Whoever reaches the NATS servers can neither read a letter nor write one: they are sealed with the nodes' common key.
class NatsCarrier : public Carrier {
public:
    // `url`: one or more, parted by commas; may hold user and password, may begin with tls://. `key`: 32 bytes; a name for
    // the subject is derived from it, so that several desks can share a cluster.
    // Error: malformed. A cluster that is not there yet is waited for.
    static Result<std::unique_ptr<Carrier>> open(std::string const& url, std::string const& key);
    ~NatsCarrier() override;

    void start(Ears ears) override;
    Task<Result<void>> send(std::string letter) override;
    void stop() override;
    std::size_t letter_max() const noexcept override { return 256 * 1024; }

private:
    struct State;
    explicit NatsCarrier(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

}  // namespace balie::bus
