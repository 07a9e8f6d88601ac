// Hands statements on to the connection that the transaction is open on.
#include "db/transaction.hpp"

#include "db/connection.hpp"

namespace balie::db {

Rows Transaction::run(Statement const& statement, std::initializer_list<Param> params) {
    return connection_->run(statement, std::span{params.begin(), params.size()});
}

Rows Transaction::run(Statement const& statement, std::span<Param const> params) {
    return connection_->run(statement, params);
}

}  // namespace balie::db
