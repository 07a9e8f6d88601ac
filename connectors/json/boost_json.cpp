// The one translation unit in which Boost.JSON is compiled.
#include <boost/json/src.hpp>
