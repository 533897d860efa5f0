//! An event from a feature.

use super::gather::Gather;
use super::json::{Json, Object};
use super::{Reason, geometry, when};
use crate::geo::LonLat;
use crate::model::{Certainty, Mention, NewEvent, Report, Status, is_web_address};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Adds the event of a feature, and what is wrong with it.
pub(super) fn add(index: u32, feature: &Json<'_>, gather: &mut Gather) {
    gather.seen = index + 1;
    let is_feature = feature.get("type").and_then(Json::as_text) == Some("Feature");
    let (Some(feature), true) = (feature.as_object(), is_feature) else {
        gather.say(index, "type", Reason::NotAFeature);
        return;
    };
    let none = Object::default();
    let properties = match feature.get("properties") {
        None | Some(Json::Null) => &none,
        Some(Json::Object(properties)) => properties,
        Some(_) => {
            gather.say(index, "properties", Reason::Type("an object"));
            &none
        }
    };
    let mut reader = Reader {
        index,
        feature,
        properties,
        gather,
    };
    reader.add();
}

/// Adds the event of a row of a table, and what is wrong with it.
pub(super) fn row(index: u32, properties: &Object<'_>, positions: &[LonLat], gather: &mut Gather) {
    let mut reader = Reader {
        index,
        feature: &Object::default(),
        properties,
        gather,
    };
    let title = reader.text(&["title", "name"]);
    reader.event(title, positions);
}

struct Reader<'f, 't, 'g> {
    index: u32,
    feature: &'f Object<'t>,
    properties: &'f Object<'t>,
    gather: &'g mut Gather,
}

impl<'f, 't> Reader<'f, 't, '_> {
    fn add(&mut self) {
        let title = self.text(&["title", "name"]);
        let mut wrong = Vec::new();
        let geometry = self.feature.get("geometry");
        let positions = geometry::positions(geometry, &mut |reason| wrong.push(reason));
        for reason in wrong {
            self.say("geometry", reason);
        }
        self.event(title, &positions);
    }

    #[inline(never)]
    fn event(&mut self, title: &'f str, positions: &[LonLat]) {
        if title.is_empty() {
            if positions.is_empty() {
                self.say("title", Reason::Nothing);
                return;
            }
            self.say("title", Reason::NoTitle);
        }
        let named = self.text(&["place"]);
        let kind = self.text(&["kind", "category"]);
        let own_id = self.id();
        let id = self.gather.id(self.index, own_id);
        let title = [title, named, kind, &*id]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default();
        let date = self.date();
        let event = NewEvent {
            id: &id,
            title,
            summary: self.text(&["summary", "description"]),
            kind: (!kind.is_empty()).then(|| self.gather.kind(kind)),
            when: &date,
            status: self.word("status", Status::from_slug),
            url: self.url(),
            reports: self.reports(),
            mentions: self.mentions(positions, named),
            ..NewEvent::default()
        };
        self.gather.event(&event);
    }

    /// A mention of every place, each once.
    #[inline(never)]
    fn mentions(&mut self, positions: &[LonLat], named: &str) -> Vec<Mention> {
        let mut seen = BTreeSet::new();
        let is_one = positions.len() == 1;
        let mentions = positions.iter().map(|at| self.gather.mention(*at, named));
        mentions
            .filter(|mention| is_one || seen.insert(mention.place))
            .collect()
    }

    #[inline(never)]
    fn say(&mut self, field: &'static str, reason: Reason) {
        self.gather.say(self.index, field, reason);
    }

    fn property(&self, name: &str) -> Option<&'f Json<'t>> {
        self.properties.get(name).filter(|value| !value.is_null())
    }

    /// The first of some properties that is a text with something in it, or an empty one.
    #[inline(never)]
    fn text(&mut self, names: &[&'static str]) -> &'f str {
        for name in names {
            match self.property(name) {
                Some(Json::Text(text)) if !text.trim().is_empty() => return text.trim(),
                None | Some(Json::Text(_)) => {}
                Some(_) => self.say(name, Reason::Type("a text")),
            }
        }
        ""
    }

    /// The id among the properties, or the feature's own.
    #[inline(never)]
    fn id(&mut self) -> Option<Cow<'f, str>> {
        let member = self.feature.get("id").filter(|id| !id.is_null());
        match self.property("id").or(member)? {
            Json::Text(id) if id.is_empty() => None,
            Json::Text(id) => Some(Cow::Borrowed(&**id)),
            Json::Whole(number) => Some(Cow::Owned(number.to_string())),
            Json::Below(number) => Some(Cow::Owned(number.to_string())),
            _ => {
                self.say("id", Reason::Type("a text or a whole number"));
                None
            }
        }
    }

    /// The first date that is there and right; empty where the event is undated.
    #[inline(never)]
    fn date(&mut self) -> String {
        let when = self.feature.get("when").filter(|when| !when.is_null());
        let candidates = [
            ("edtf", self.property("edtf")),
            ("when", self.property("when").or(when)),
            ("date", self.property("date")),
            ("year", self.property("year")),
        ];
        for (field, value) in candidates {
            match value {
                None => {}
                Some(Json::Text(text)) if text.trim().is_empty() => {}
                Some(value) => {
                    let is_known = |text: &str| self.gather.events.corpus.has_date(text);
                    match when::edtf(value, &is_known) {
                        Ok(date) => return date,
                        Err(reason) => self.say(field, reason),
                    }
                }
            }
        }
        String::new()
    }

    #[inline(never)]
    fn word<W>(&mut self, field: &'static str, find: fn(&str) -> Option<W>) -> Option<W> {
        let text = self.text(&[field]);
        if text.is_empty() {
            return None;
        }
        let found = find(text);
        if found.is_none() {
            self.say(field, Reason::Word(text.into()));
        }
        found
    }

    fn url(&mut self) -> &'f str {
        let url = self.text(&["url"]);
        if is_web_address(url) {
            return url;
        }
        self.say("url", Reason::Url);
        ""
    }

    /// A report for each source.
    #[inline(never)]
    fn reports(&mut self) -> Vec<Report> {
        let certainty = self.word("certainty", Certainty::from_slug);
        let sources = match self.property("source") {
            None => &[][..],
            Some(Json::List(sources)) => sources,
            Some(one) => std::slice::from_ref(one),
        };
        let mut reports: Vec<Report> = Vec::new();
        for source in sources {
            let (key, language) = match source {
                Json::Text(outlet) => ([outlet.trim(), "", "", ""].map(Box::from), ""),
                Json::Object(source) => self.source(source),
                _ => {
                    self.say("source", Reason::Type("a text or an object"));
                    continue;
                }
            };
            if key.iter().all(|text| text.is_empty()) {
                continue;
            }
            reports.push(Report {
                article: self.gather.article(key, language),
                paragraphs: [].into(),
                certainty,
                speaker: "".into(),
            });
        }
        if certainty.is_some() && reports.is_empty() {
            self.say("certainty", Reason::NoSource);
        }
        reports
    }

    /// Outlet, headline, date of publication and address of a source, and its language.
    #[inline(never)]
    fn source(&mut self, source: &'f Object<'t>) -> ([Box<str>; 4], &'f str) {
        let text = |names: &[&str]| {
            let texts = names.iter().filter_map(|name| source.get(name)?.as_text());
            texts
                .map(str::trim)
                .find(|text| !text.is_empty())
                .unwrap_or_default()
        };
        let published = match source.get("published").or_else(|| source.get("date")) {
            None | Some(Json::Null) => String::new(),
            Some(value) => when::edtf(value, &|_| false).unwrap_or_else(|reason| {
                self.say("source", reason);
                String::new()
            }),
        };
        let mut url = text(&["url"]);
        if !is_web_address(url) {
            self.say("source", Reason::Url);
            url = "";
        }
        let outlet = text(&["outlet", "name"]);
        let headline = text(&["headline", "title"]);
        let key = [outlet, headline, &published, url].map(Box::from);
        (key, text(&["language"]))
    }
}
