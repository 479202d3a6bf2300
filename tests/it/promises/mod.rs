//! What every operation of every face is held to, generated from the documents: an operation that is added is covered by
//! being there.

mod bodies;
mod coverage;
mod refusals;
mod strangers;
mod violations;
pub mod world;
