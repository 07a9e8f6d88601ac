// Each room adds its own routes.
#include "api/agent_routes.hpp"

#include "api/article_routes.hpp"
#include "api/attribute_routes.hpp"
#include "api/forbidden_phrase_routes.hpp"
#include "api/keeping_routes.hpp"
#include "api/macro_routes.hpp"
#include "api/notification_routes.hpp"
#include "api/queue_work_routes.hpp"
#include "api/search_stream_routes.hpp"
#include "api/sla_policy_routes.hpp"
#include "api/together_routes.hpp"
#include "api/view_routes.hpp"

namespace balie::api {

struct AgentRoutes::Rooms {
    QueueWorkRoutes queue_work;
    TogetherRoutes together;
    NotificationRoutes notifications;
    ViewRoutes views;
    MacroRoutes macros;
    ArticleRoutes articles;
    AttributeRoutes attributes;
    SlaPolicyRoutes sla_policies;
    ForbiddenPhraseRoutes forbidden_phrases;
    SearchStreamRoutes search_streams;
    KeepingRoutes keeping;
};

AgentRoutes::AgentRoutes(db::Database& database, journal::Journal& journal, wire::Context const& context,
                         Clock const& clock, ReadUpTo read_up_to)
    : rooms_(new Rooms{.queue_work = {journal, context, clock, std::move(read_up_to)},
                       .together = {database, journal, context, clock},
                       .notifications = {database, journal},
                       .views = {database, clock},
                       .macros = {database, journal, context, clock},
                       .articles = ArticleRoutes{database},
                       .attributes = AttributeRoutes{database},
                       .sla_policies = SlaPolicyRoutes{database},
                       .forbidden_phrases = ForbiddenPhraseRoutes{database},
                       .search_streams = SearchStreamRoutes{database, clock},
                       .keeping = {database, journal, clock}}) {}

AgentRoutes::~AgentRoutes() = default;
AgentRoutes::AgentRoutes(AgentRoutes&&) noexcept = default;
AgentRoutes& AgentRoutes::operator=(AgentRoutes&&) noexcept = default;

void AgentRoutes::add_to(Routes& routes) {
    rooms_->queue_work.add_to(routes);
    rooms_->together.add_to(routes);
    rooms_->notifications.add_to(routes);
    rooms_->views.add_to(routes);
    rooms_->macros.add_to(routes);
    rooms_->articles.add_to(routes);
    rooms_->attributes.add_to(routes);
    rooms_->sla_policies.add_to(routes);
    rooms_->forbidden_phrases.add_to(routes);
    rooms_->search_streams.add_to(routes);
    rooms_->keeping.add_to(routes);
}

}  // namespace balie::api
