// SQL of templates.
#include "store/templates.hpp"

#include <string>

namespace balie::store::templates {
namespace {

constexpr auto list_templates = db::Statement{"templates.list", R"sql(
    SELECT name, language, category, status, components
      FROM templates
     WHERE account_id = $1 AND inbox_id = $2
     ORDER BY name, language)sql"};

constexpr auto find_age = db::Statement{"templates.fetched_at", R"sql(
    SELECT max(fetched_at) AS fetched_at
      FROM templates
     WHERE account_id = $1 AND inbox_id = $2)sql"};

constexpr auto delete_others = db::Statement{"templates.clear", R"sql(
    DELETE FROM templates
     WHERE account_id = $1 AND inbox_id = $2)sql"};

constexpr auto insert_templates = db::Statement{"templates.insert", R"sql(
    INSERT INTO templates (account_id, inbox_id, name, language, category, status, components)
    SELECT $1, $2, t.name, t.language, t.category, t.status, t.components::jsonb
      FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) AS t(name, language, category, status, components)
    ON CONFLICT (account_id, inbox_id, name, language) DO NOTHING)sql"};

}  // namespace

std::vector<TemplateText> list(db::Transaction& transaction, AccountId account, InboxId inbox) {
    auto templates = std::vector<TemplateText>{};
    auto const rows = transaction.run(list_templates, {account, inbox});
    for (auto const row : rows) {
        templates.push_back(TemplateText{row.string("name"), row.string("language"), row.string("category"),
                                         row.string("status"), row.string("components")});
    }
    return templates;
}

std::optional<Time> fetched_at(db::Transaction& transaction, AccountId account, InboxId inbox) {
    auto const rows = transaction.run(find_age, {account, inbox});
    return rows.front().maybe_time("fetched_at");
}

void replace(db::Transaction& transaction, AccountId account, InboxId inbox,
             std::vector<TemplateText> const& templates) {
    auto names = std::vector<std::string>{};
    auto languages = std::vector<std::string>{};
    auto categories = std::vector<std::string>{};
    auto statuses = std::vector<std::string>{};
    auto components = std::vector<std::string>{};
    for (auto const& one : templates) {
        names.push_back(one.name);
        languages.push_back(one.language);
        categories.push_back(one.category);
        statuses.push_back(one.status);
        components.push_back(one.components);
    }
    transaction.run(delete_others, {account, inbox});
    transaction.run(insert_templates, {account, inbox, db::array(names), db::array(languages),
                                       db::array(categories), db::array(statuses), db::array(components)});
}

}  // namespace balie::store::templates
