//! `talkamie faq`.

use super::{Common, OfTenant};
use crate::{
    app::Fault,
    domain::{faq::FaqType, ids::FaqId},
    operations::faqs::desk::{self, Wanted},
    store::faqs,
};
use clap::{Args, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};
use std::{fmt, fs, path::PathBuf};

/// Largest file that is imported, in bytes: thousands of questions.
const IMPORT_BYTES_MAX: u64 = 4 * 1024 * 1024;

#[derive(Subcommand)]
pub(super) enum Faq {
    /// List questions and answers, in their order
    List {
        #[command(flatten)]
        tenant: OfTenant,
        /// Only those for these people
        #[arg(long, value_enum)]
        r#type: Option<TypeName>,
    },
    /// Add a question, behind the others unless a position is given
    Add {
        #[command(flatten)]
        tenant: OfTenant,
        #[arg(long, value_enum)]
        r#type: TypeName,
        #[arg(long)]
        question: String,
        #[arg(long)]
        answer: String,
        /// Lists run from the lowest position to the highest
        #[arg(long, allow_negative_numbers = true)]
        position: Option<i64>,
    },
    /// Change a question; what is left out stays
    Update {
        #[command(flatten)]
        tenant: OfTenant,
        id: FaqId,
        #[command(flatten)]
        change: Change,
    },
    /// Remove a question
    Remove {
        #[command(flatten)]
        tenant: OfTenant,
        id: FaqId,
    },
    /// Take over a list in JSON, as `faq list --json` prints it
    Import {
        #[command(flatten)]
        tenant: OfTenant,
        file: PathBuf,
        /// Remove every question that the file does not have, and take its order over
        #[arg(long)]
        replace: bool,
    },
}

#[derive(Args)]
#[group(required = true, multiple = true)]
pub(super) struct Change {
    #[arg(long, value_enum)]
    r#type: Option<TypeName>,
    #[arg(long)]
    question: Option<String>,
    #[arg(long)]
    answer: Option<String>,
    #[arg(long, allow_negative_numbers = true)]
    position: Option<i64>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum TypeName {
    Senior,
    Volunteer,
    General,
}

impl From<TypeName> for FaqType {
    fn from(name: TypeName) -> Self {
        match name {
            TypeName::Senior => Self::Senior,
            TypeName::Volunteer => Self::Volunteer,
            TypeName::General => Self::General,
        }
    }
}

/// A question with its answer.
#[derive(Serialize, schemars::JsonSchema)]
struct Shown {
    id: String,
    /// `senior`, `volunteer` or `general`.
    r#type: String,
    position: i64,
    question: String,
    answer: String,
}

#[derive(Serialize, schemars::JsonSchema)]
struct All {
    faqs: Vec<Shown>,
}

/// What a file for `import` holds: the list itself, or what `faq list --json` prints.
#[derive(Deserialize)]
#[serde(untagged)]
enum Import {
    Bare(Vec<Imported>),
    Printed { faqs: Vec<Imported> },
}

#[derive(Deserialize)]
struct Imported {
    id: Option<String>,
    r#type: Option<String>,
    position: Option<i64>,
    question: Option<String>,
    answer: Option<String>,
}

impl From<faqs::Faq> for Shown {
    fn from(faq: faqs::Faq) -> Self {
        Self {
            id: faq.id.to_string(),
            r#type: faq.kind.to_string(),
            position: faq.position,
            question: faq.question,
            answer: faq.answer,
        }
    }
}

impl From<Vec<faqs::Faq>> for All {
    fn from(faqs: Vec<faqs::Faq>) -> Self {
        Self { faqs: faqs.into_iter().map(Shown::from).collect() }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  {:9}  {:>5}  {}\n    {}", self.id, self.r#type, self.position, self.question, self.answer)
    }
}

impl fmt::Display for All {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Questions: {}", self.faqs.len())?;
        self.faqs.iter().try_for_each(|faq| write!(f, "\n{faq}"))
    }
}

impl Faq {
    pub(super) fn run(self, common: &Common) -> Result<(), Fault> {
        match self {
            Self::List { tenant, r#type } => common.on_database(async |ctx| {
                Ok(All::from(desk::list(&ctx, tenant.of(&ctx), r#type.map(FaqType::from)).await?))
            }),
            Self::Add { tenant, r#type, question, answer, position } => {
                let wanted = Wanted {
                    id: None,
                    kind: Some(r#type.into()),
                    position,
                    question: Some(question),
                    answer: Some(answer),
                };
                common.on_database(async |ctx| Ok(Shown::from(desk::add(&ctx, tenant.of(&ctx), &wanted).await?)))
            }
            Self::Update { tenant, id, change } => {
                let Change { r#type, question, answer, position } = change;
                let wanted = Wanted { id: None, kind: r#type.map(FaqType::from), position, question, answer };
                common.on_database(async |ctx| Ok(Shown::from(desk::update(&ctx, tenant.of(&ctx), id, &wanted).await?)))
            }
            Self::Remove { tenant, id } => {
                common.on_database(async |ctx| Ok(Shown::from(desk::remove(&ctx, tenant.of(&ctx), id).await?)))
            }
            Self::Import { tenant, file, replace } => {
                let wanted = read(&file)?;
                common.on_database(async |ctx| {
                    Ok(All::from(desk::import(&ctx, tenant.of(&ctx), &wanted, replace).await?))
                })
            }
        }
    }
}

/// The list in a file. What is wrong is said with its place in the list, from 1.
fn read(file: &PathBuf) -> Result<Vec<Wanted>, Fault> {
    let failed = || Fault::io(format!("cannot read {}", file.display()));
    if fs::metadata(file).map_err(failed())?.len() > IMPORT_BYTES_MAX {
        return Err(Fault::new(format!("{} is too long", file.display())));
    }
    let text = fs::read_to_string(file).map_err(failed())?;
    let no_list = |error| Fault::new(format!("{} is no list of questions in JSON", file.display())).because(error);
    let items = match serde_json::from_str(&text).map_err(no_list)? {
        Import::Bare(items) | Import::Printed { faqs: items } => items,
    };
    items.into_iter().enumerate().map(|(at, item)| wanted(at + 1, item)).collect()
}

fn wanted(place: usize, item: Imported) -> Result<Wanted, Fault> {
    let id = item.id.map(|id| id.parse()).transpose();
    let kind = item.r#type.map(|word| word.parse()).transpose();
    Ok(Wanted {
        id: id.map_err(|error| Fault::new(format!("question {place}: `id` is no id")).because(error))?,
        kind: kind.map_err(|error| {
            Fault::new(format!("question {place}: `type` is none of senior, volunteer, general")).because(error)
        })?,
        position: item.position,
        question: item.question,
        answer: item.answer,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_bare_and_as_printed() -> Result<(), serde_json::Error> {
        for text in [
            r#"[{"type": "senior", "question": "Why?", "answer": "So."}]"#,
            r#"{"faqs": [{"id": "0199c2f0-1c2b-710d-8af3-5f3e31c22fff", "type": "senior", "question": "Why?", "answer": "So."}]}"#,
        ] {
            let (Import::Bare(items) | Import::Printed { faqs: items }) = serde_json::from_str(text)?;
            let read: Vec<_> = items.into_iter().enumerate().map(|(at, item)| wanted(at + 1, item)).collect();
            assert!(matches!(&read[..], [Ok(Wanted { kind: Some(FaqType::Senior), .. })]), "{text}");
        }
        let odd = Imported { id: Some("7".into()), r#type: None, position: None, question: None, answer: None };
        assert!(wanted(3, odd).is_err_and(|fault| fault.to_string().contains("question 3")));
        Ok(())
    }
}
