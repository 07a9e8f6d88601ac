// An open transaction. Lives on a database thread, inside the body that Database hands it to.
#pragma once

#include "db/param.hpp"
#include "db/rows.hpp"
#include "db/statement.hpp"

#include <initializer_list>
#include <span>

namespace balie::db {

class Connection;

class Transaction {
public:
    explicit Transaction(Connection& connection) : connection_(&connection) {}
    Transaction(Transaction const&) = delete;
    Transaction& operator=(Transaction const&) = delete;

    // Prepares the statement on its first use by this connection. Failures are thrown as db::Failure and stop
    // at Database::attempt; a body catches nothing.
    Rows run(Statement const& statement, std::initializer_list<Param> params = {});
    Rows run(Statement const& statement, std::span<Param const> params);

private:
    Connection* connection_;
};

}  // namespace balie::db
