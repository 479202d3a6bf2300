//! Groups that later releases implement. This list only shrinks: a group that gets its own file leaves it.

use super::{Face, glue};

impl glue::chats::ChatsHandler for Face {}
impl glue::faqs::FaqsHandler for Face {}
impl glue::files::FilesHandler for Face {}
impl glue::reviews::ReviewsHandler for Face {}
impl glue::support::SupportHandler for Face {}
impl glue::verification::VerificationHandler for Face {}
