//! Questions: statements as values, so that several can go to the database in one errand.
//!
//! Each way to the database and back costs more than a small statement does. What needs nothing of each other's answers is
//! therefore asked together ([`Tx::ask`](super::Tx::ask)), and what is only done for its effect waits for the next question
//! ([`Tx::later`](super::Tx::later)). Statements still run one after the other, in the order in which they were given, and each
//! sees what those before it wrote.

use super::{
    Row, StoreError, StoreResult, Value,
    engine::{Answer, Statement},
};

/// A statement, and how its answer is read. Made by the groups' functions; each has a verb that asks it alone.
#[must_use = "a question does nothing until it is asked"]
pub struct Question<T> {
    statement: Statement,
    read: Reader<T>,
}

/// How an answer is read.
pub struct Reader<T>(fn(Answer) -> StoreResult<T>);

impl<T> Reader<T> {
    pub(super) fn read(self, answer: Answer) -> StoreResult<T> {
        (self.0)(answer)
    }
}

impl<T> Question<T> {
    pub(super) fn new(sql: &'static str, args: impl Into<Vec<Value>>, read: fn(Answer) -> StoreResult<T>) -> Self {
        Self { statement: Statement { sql, args: args.into() }, read: Reader(read) }
    }

    pub(super) fn parts(self) -> (Statement, Reader<T>) {
        (self.statement, self.read)
    }
}

impl Answer {
    /// The row that was answered, or `None`. More than one is [`StoreError::Inconsistent`].
    pub(super) fn optional(mut self) -> StoreResult<Option<Row>> {
        if self.rows.len() > 1 {
            return Err(StoreError::inconsistent(format!("one row was expected and {} came", self.rows.len())));
        }
        Ok(self.rows.pop())
    }

    /// The one row that is always answered.
    pub(super) fn one(self) -> StoreResult<Row> {
        self.optional()?.ok_or_else(|| StoreError::inconsistent("one row was expected and none came"))
    }

    /// Each row as `read` reads it.
    pub(super) fn each<T>(self, read: impl FnMut(Row) -> StoreResult<T>) -> StoreResult<Vec<T>> {
        self.rows.into_iter().map(read).collect()
    }
}

/// One question, or a tuple of them.
pub trait Questions {
    /// What they answer, in the same order.
    type Answers;
    /// How the answers are read.
    type Readers: Send;

    /// The statements, and how their answers are read.
    #[doc(hidden)]
    fn split(self) -> (Asked, Self::Readers);

    /// Reads the answers of the statements.
    #[doc(hidden)]
    fn read(readers: Self::Readers, answers: Answered) -> StoreResult<Self::Answers>;
}

/// Statements on their way to the database.
pub struct Asked(pub(super) Vec<Statement>);

/// Answers on their way back.
pub struct Answered(pub(super) std::vec::IntoIter<Answer>);

impl Answered {
    fn next<T>(&mut self, reader: Reader<T>) -> StoreResult<T> {
        let answer = self.0.next();
        reader.read(answer.ok_or_else(|| StoreError::inconsistent("a statement was not answered"))?)
    }
}

impl<T> Questions for Question<T> {
    type Answers = T;
    type Readers = Reader<T>;

    fn split(self) -> (Asked, Self::Readers) {
        (Asked(vec![self.statement]), self.read)
    }

    fn read(readers: Self::Readers, mut answers: Answered) -> StoreResult<T> {
        answers.next(readers)
    }
}

macro_rules! tuples {
    ($($($type:ident $name:ident),+;)+) => {$(
        impl<$($type),+> Questions for ($(Question<$type>,)+) {
            type Answers = ($($type,)+);
            type Readers = ($(Reader<$type>,)+);

            fn split(self) -> (Asked, Self::Readers) {
                let ($($name,)+) = self;
                (Asked(vec![$($name.statement),+]), ($($name.read,)+))
            }

            fn read(readers: Self::Readers, mut answers: Answered) -> StoreResult<Self::Answers> {
                let ($($name,)+) = readers;
                Ok(($(answers.next($name)?,)+))
            }
        }
    )+};
}

tuples! {
    A a, B b;
    A a, B b, C c;
    A a, B b, C c, D d;
    A a, B b, C c, D d, E e;
    A a, B b, C c, D d, E e, F f;
}
