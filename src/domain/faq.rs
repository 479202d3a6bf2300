//! Questions and answers: whom they concern, and the ones that a tenant begins with.
//!
//! To change the first set: change [`FIRST`]. Tenants that have been given theirs keep it as their operators left it.

use super::words;

/// Whom a question concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaqType {
    Senior,
    Volunteer,
    General,
}

words!(FaqType { Senior = "senior", Volunteer = "volunteer", General = "general" });

/// Distance between the positions of neighbours, so that one can be put between two.
pub const POSITION_STEP: i64 = 10;

/// Longest question, in characters. Source: schemas/v1/faq/basic_faq.json.
pub const QUESTION_CHARS_MAX: usize = 500;
/// Longest answer, in characters. Source: schemas/v1/faq/basic_faq.json.
pub const ANSWER_CHARS_MAX: usize = 5_000;

/// A question that a tenant begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct First {
    pub kind: FaqType,
    pub question: &'static str,
    pub answer: &'static str,
}

/// The questions that a tenant begins with, in their order.
pub const FIRST: &[First] = &[
    First {
        kind: FaqType::General,
        question: "What is Talkamie?",
        answer: "Talkamie brings seniors and volunteers together for conversations. You find someone whose interests \
                 you share, connect, and talk by message, audio call or video call.",
    },
    First {
        kind: FaqType::General,
        question: "How do I connect with someone?",
        answer: "Open a profile and choose Connect. When the other person accepts, a chat opens and you can write, call \
                 and schedule calls. Volunteers begin with a message request instead.",
    },
    First {
        kind: FaqType::General,
        question: "Who can see my profile?",
        answer: "You decide in your account settings. Either everyone of the other type sees you, or only the people you \
                 are connected with. Your e-mail address, balance and settings are never shown to others.",
    },
    First {
        kind: FaqType::General,
        question: "I have forgotten my password. What can I do?",
        answer: "Choose Forgot password on the sign-in page. We send a code to your e-mail address; with it you can set a \
                 new password.",
    },
    First {
        kind: FaqType::General,
        question: "Someone makes me feel uncomfortable. What should I do?",
        answer: "Disconnect from that person on their profile: they can no longer write to you or call you. Then write \
                 to our support team and tell us what happened.",
    },
    First {
        kind: FaqType::General,
        question: "How do I close my account?",
        answer: "Choose Delete account in your account settings. Your profile is made anonymous, your connections end and \
                 scheduled calls are canceled. This cannot be undone, so withdraw or use your Talk Coins first.",
    },
    First {
        kind: FaqType::Senior,
        question: "What does a call cost?",
        answer: "A call is paid in Talk Coins for every started minute. The price is shown before you call. Messages are \
                 free.",
    },
    First {
        kind: FaqType::Senior,
        question: "How do I buy Talk Coins?",
        answer: "Open your balance, choose an amount of at least 50 coins and pay by card. 100 coins cost 1 US dollar.",
    },
    First {
        kind: FaqType::Senior,
        question: "What happens when my coins run out during a call?",
        answer: "We tell you a little before your coins no longer cover the next minute. If you do not add any, the call \
                 ends; your balance never becomes negative.",
    },
    First {
        kind: FaqType::Senior,
        question: "How do I schedule a call?",
        answer: "Open the profile or the chat of someone you are connected with, choose Schedule and pick a free time. \
                 Calls can repeat daily or weekly. We remind both of you shortly before it begins.",
    },
    First {
        kind: FaqType::Senior,
        question: "Do I need special equipment?",
        answer: "No. A phone, tablet or computer with a microphone is enough; for video calls it also needs a camera. \
                 Allow your browser to use both when it asks.",
    },
    First {
        kind: FaqType::Senior,
        question: "Are the volunteers checked?",
        answer: "Volunteers with the verified badge have given their qualification, were looked at by our team and have \
                 passed a background check.",
    },
    First {
        kind: FaqType::Volunteer,
        question: "How do I become a volunteer?",
        answer: "Sign up as an amie, complete your profile and finish the three steps of verification: your \
                 qualification, our review and a background check. Then seniors can find you.",
    },
    First {
        kind: FaqType::Volunteer,
        question: "How long does verification take?",
        answer: "The first step is done as soon as you have given all items. Our review usually takes two working days, \
                 the background check up to a week. Your home page shows how far it has come.",
    },
    First {
        kind: FaqType::Volunteer,
        question: "How do I set when I can be called?",
        answer: "Open Availability in your account. Set your usual hours for each day of the week, and special hours for \
                 single days. Seniors can only schedule calls within them.",
    },
    First {
        kind: FaqType::Volunteer,
        question: "Can I limit how long and how often I am called?",
        answer: "Yes. In your call preferences you set the longest call and the most calls a day.",
    },
    First {
        kind: FaqType::Volunteer,
        question: "How do I earn Talk Coins?",
        answer: "For every started minute of a call you receive Talk Coins. You find each call with its earnings in your \
                 transactions.",
    },
    First {
        kind: FaqType::Volunteer,
        question: "How do I withdraw what I have earned?",
        answer: "From 100 coins on you can withdraw to a PayPal account: open your balance, choose Withdraw and enter the \
                 amount and your PayPal e-mail address. 100 coins are 1 US dollar, up to 500 dollars in 30 days.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn everyone_finds_some_and_none_is_asked_twice() {
        for kind in FaqType::ALL {
            assert!(FIRST.iter().filter(|first| first.kind == *kind).count() >= 5, "{kind}");
        }
        let questions: HashSet<_> = FIRST.iter().map(|first| first.question).collect();
        assert_eq!(questions.len(), FIRST.len());
        for first in FIRST {
            assert!(first.question.ends_with('?') && first.answer.ends_with('.'), "{}", first.question);
            assert!(!first.answer.contains("  "), "{}", first.answer);
        }
    }
}
