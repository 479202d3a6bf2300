//! What the invented people are made of. Any likeness is chance.

/// First names, each once; Ann is the first senior.
#[rustfmt::skip]
pub(super) const SENIOR_WOMEN: [&str; 50] = [
    "Ann", "Margaret", "Dorothy", "Helen", "Ruth", "Shirley", "Barbara", "Betty", "Joan", "Patricia",
    "Marilyn", "Joyce", "Beverly", "Lois", "Gloria", "Evelyn", "Norma", "Janet", "Phyllis", "Carol",
    "Elaine", "Rosemary", "Marjorie", "Eleanor", "Sylvia", "Geraldine", "Audrey", "Irene", "Harriet", "Pauline",
    "Edith", "Vivian", "Maxine", "Lorraine", "Constance", "Yvonne", "Rita", "Hazel", "Ingrid", "Carmen",
    "Teresa", "Noreen", "Bernadette", "Wilma", "Antonia", "Estelle", "Miriam", "Agnes", "Beatrice", "Theresa",
];

#[rustfmt::skip]
pub(super) const SENIOR_MEN: [&str; 50] = [
    "Walter", "Harold", "George", "Frank", "Raymond", "Eugene", "Ralph", "Arthur", "Howard", "Stanley",
    "Leonard", "Norman", "Ernest", "Bernard", "Melvin", "Clifford", "Gordon", "Vernon", "Herbert", "Russell",
    "Warren", "Lawrence", "Earl", "Clarence", "Roy", "Donald", "Gerald", "Kenneth", "Hugh", "Alfred",
    "Wallace", "Floyd", "Lester", "Sidney", "Marvin", "Roland", "Victor", "Edwin", "Otto", "Manuel",
    "Rafael", "Desmond", "Seamus", "Gilbert", "Rudolf", "Jerome", "Cecil", "Morris", "Horace", "Conrad",
];

#[rustfmt::skip]
pub(super) const VOLUNTEER_WOMEN: [&str; 50] = [
    "Emily", "Jessica", "Sarah", "Hannah", "Olivia", "Maya", "Chloe", "Priya", "Sofia", "Aisha",
    "Grace", "Natalie", "Leila", "Zoe", "Camila", "Nora", "Julia", "Mei", "Fatima", "Amara",
    "Isabel", "Lucia", "Elena", "Rachel", "Megan", "Kayla", "Danielle", "Tara", "Keiko", "Ines",
    "Freya", "Siobhan", "Paula", "Vera", "Monique", "Heather", "Bianca", "Adele", "Ruby", "Stella",
    "Tamara", "Daria", "Lena", "Anika", "Joanna", "Renee", "Valeria", "Simone", "Petra", "Celeste",
];

/// Ben is the first volunteer.
#[rustfmt::skip]
pub(super) const VOLUNTEER_MEN: [&str; 50] = [
    "Ben", "Daniel", "Lucas", "Ethan", "Noah", "Mateo", "Omar", "Liam", "Jordan", "Andre",
    "Kevin", "Samuel", "Aaron", "Nathan", "Diego", "Marcus", "Tyler", "Ivan", "Hiro", "Felix",
    "Jonas", "Pablo", "Adam", "Caleb", "Dylan", "Elias", "Gavin", "Hassan", "Isaac", "Julian",
    "Kofi", "Leon", "Miles", "Nikhil", "Oscar", "Peter", "Quentin", "Rashid", "Simon", "Theo",
    "Umar", "Vincent", "Wesley", "Xavier", "Yusuf", "Zachary", "Connor", "Emil", "Franco", "Tomas",
];

#[rustfmt::skip]
pub(super) const LAST_NAMES: [&str; 97] = [
    "Adams", "Alvarez", "Anderson", "Bailey", "Baker", "Barnes", "Becker", "Bell", "Bennett", "Brooks",
    "Burke", "Campbell", "Carter", "Castillo", "Chen", "Clarke", "Coleman", "Collins", "Cooper", "Cruz",
    "Davies", "Diaz", "Dubois", "Edwards", "Ellis", "Evans", "Fischer", "Fisher", "Fleming", "Foster",
    "Garcia", "Gibson", "Graham", "Gray", "Griffin", "Gupta", "Hall", "Hansen", "Harris", "Hayes",
    "Henderson", "Hoffmann", "Hughes", "Hunter", "Jackson", "Jensen", "Johnson", "Jones", "Kaur", "Kelly",
    "Kim", "King", "Klein", "Kowalski", "Lambert", "Larsen", "Lewis", "Lopez", "Martin", "Martinez",
    "Mason", "Mendoza", "Meyer", "Miller", "Mitchell", "Moore", "Morgan", "Moreau", "Murphy", "Murray",
    "Nakamura", "Nelson", "Nguyen", "Novak", "Okafor", "Olsen", "Owens", "Park", "Patel", "Perez",
    "Phillips", "Powell", "Quinn", "Ramirez", "Reed", "Reyes", "Roberts", "Romero", "Rossi", "Russo",
    "Schmidt", "Silva", "Stewart", "Torres", "Turner", "Walsh", "Wright",
];

/// City, state, country, language, and the time zone's offset in minutes (UTC minus local, without summer time).
pub(super) const PLACES: [(&str, &str, &str, &str, i64); 30] = [
    ("Salem", "Oregon", "United States", "English", 480),
    ("Portland", "Oregon", "United States", "English", 480),
    ("Sacramento", "California", "United States", "English", 480),
    ("San Diego", "California", "United States", "Spanish", 480),
    ("Boise", "Idaho", "United States", "English", 420),
    ("Tucson", "Arizona", "United States", "Spanish", 420),
    ("Denver", "Colorado", "United States", "English", 420),
    ("Austin", "Texas", "United States", "English", 360),
    ("San Antonio", "Texas", "United States", "Spanish", 360),
    ("Madison", "Wisconsin", "United States", "English", 360),
    ("Duluth", "Minnesota", "United States", "English", 360),
    ("Nashville", "Tennessee", "United States", "English", 360),
    ("Columbus", "Ohio", "United States", "English", 300),
    ("Ann Arbor", "Michigan", "United States", "English", 300),
    ("Asheville", "North Carolina", "United States", "English", 300),
    ("Tampa", "Florida", "United States", "English", 300),
    ("Albany", "New York", "United States", "English", 300),
    ("Burlington", "Vermont", "United States", "English", 300),
    ("Toronto", "Ontario", "Canada", "English", 300),
    ("Montreal", "Quebec", "Canada", "French", 300),
    ("Victoria", "British Columbia", "Canada", "English", 480),
    ("Leeds", "England", "United Kingdom", "English", 0),
    ("Glasgow", "Scotland", "United Kingdom", "English", 0),
    ("Galway", "Connacht", "Ireland", "English", 0),
    ("Lyon", "Auvergne-Rhone-Alpes", "France", "French", -60),
    ("Freiburg", "Baden-Wurttemberg", "Germany", "German", -60),
    ("Valencia", "Valencia", "Spain", "Spanish", -60),
    ("Bologna", "Emilia-Romagna", "Italy", "Italian", -60),
    ("Hobart", "Tasmania", "Australia", "English", -600),
    ("Dunedin", "Otago", "New Zealand", "English", -720),
];

pub(super) const INTERESTS: [(&str, &str); 28] = [
    ("gardening", "🌷"),
    ("photography", "📷"),
    ("music", "🎵"),
    ("dancing", "💃"),
    ("swimming", "🏊"),
    ("cycling", "🚴"),
    ("baking", "🥧"),
    ("cooking", "🍲"),
    ("chess", "♟️"),
    ("birdwatching", "🐦"),
    ("knitting", "🧶"),
    ("painting", "🎨"),
    ("history", "🏛️"),
    ("old films", "🎬"),
    ("crosswords", "✏️"),
    ("jigsaw puzzles", "🧩"),
    ("travel", "🧳"),
    ("fishing", "🎣"),
    ("woodwork", "🪵"),
    ("astronomy", "🔭"),
    ("poetry", "📜"),
    ("novels", "📚"),
    ("baseball", "⚾"),
    ("walking", "🚶"),
    ("singing", "🎤"),
    ("dogs", "🐕"),
    ("cats", "🐈"),
    ("languages", "🗣️"),
];

pub(super) const SENIOR_WORK: [&str; 16] = [
    "I taught third grade for thirty-one years.",
    "Retired mail carrier; I still know every street by heart.",
    "I ran a small bakery with my sister.",
    "Forty years on the railroad, most of them at night.",
    "I was a nurse on a maternity ward.",
    "Retired machinist, and still fixing everything in the house.",
    "I kept the books for half the shops in town.",
    "I drove a school bus and knew every child's name.",
    "Retired librarian.",
    "I farmed apples until my knees had enough of it.",
    "I sang in a choir and sewed its robes.",
    "Retired ship's cook, which explains the portions.",
    "I repaired clocks and radios.",
    "I worked at the telephone exchange when there still was one.",
    "Retired veterinarian for animals large and small.",
    "I cut hair on the same corner for forty years.",
];

pub(super) const SENIOR_HOME: [&str; 10] = [
    "My grandchildren live far away and call on Sundays.",
    "I live alone with a very opinionated cat.",
    "My wife and I have been married for fifty-two years.",
    "I moved here last year and do not know many people yet.",
    "Widowed, two daughters, five grandchildren.",
    "My eyes are not what they were, so I like being read to.",
    "The house is quiet since the children left.",
    "I share a house with my brother, who does not talk before noon.",
    "My hearing aid and I get along most days.",
    "I grow tomatoes on the balcony.",
];

/// `{0}` and `{1}` are interests.
pub(super) const SENIOR_WISHES: [&str; 8] = [
    "Ask me about {0} and you will hear stories; {1} too.",
    "I would love to talk about {0} or {1}, or to hear about your day.",
    "Looking for somebody patient who likes {0} as much as I do.",
    "These days it is mostly {0}, and {1} when it rains.",
    "I never tire of {0}. I am also trying to learn about {1}.",
    "A call a week about {0}, {1} or nothing at all would be lovely.",
    "Bring your own opinions on {0}; I have plenty on {1}.",
    "I miss having someone to share {0} with.",
];

pub(super) const VOLUNTEER_WORK: [&str; 14] = [
    "Nursing student in my last year.",
    "I work nights as a paramedic.",
    "Physical therapist, eight years in.",
    "Registered nurse on a geriatric ward.",
    "I teach music at a middle school.",
    "Pharmacist by day, bad guitarist by night.",
    "Software developer who talks to screens too much.",
    "I manage a community garden.",
    "Hospice nurse, now part-time.",
    "Speech therapist.",
    "I am studying public health.",
    "Retrained as a carer after ten years in kitchens.",
    "Family doctor in training.",
    "I drive a mobile library.",
];

pub(super) const VOLUNTEER_WHY: [&str; 8] = [
    "My grandmother raised me, and I miss our long talks.",
    "I like listening more than talking.",
    "Some of my best friends are over eighty.",
    "I learned more from my patients than from books.",
    "I moved for work and miss my family's kitchen table.",
    "A good conversation makes my week.",
    "I speak slowly and clearly, promise.",
    "I can also help with phones, forms and passwords.",
];

/// `{0}` and `{1}` are interests.
pub(super) const VOLUNTEER_WISHES: [&str; 6] = [
    "Happy to talk about {0}, {1}, or whatever is on your mind.",
    "I know a little about {0} and would like to know more about {1}.",
    "Evenings are best. We could start with {0}.",
    "Teach me something about {0} and I will tell you about {1}.",
    "I like {0} and terrible puns; {1} on weekends.",
    "Free most weekends, usually after {0}.",
];

pub(super) const SPECIALIZATIONS: [&str; 8] = [
    "Geriatric Nursing",
    "Nursing",
    "Physical Therapy",
    "Mental Health Nursing",
    "Public Health Nursing",
    "Family Medicine",
    "Pharmacy",
    "Rehabilitation Medicine",
];

pub(super) const CERTIFICATE_STATES: [&str; 8] =
    ["Oregon", "California", "Idaho", "Texas", "Ohio", "Florida", "New York", "Colorado"];

pub(super) const GREETINGS: [&str; 8] = [
    "Hello! Your profile made me smile. Shall we talk?",
    "I see we like the same things. May I call you some time?",
    "Good morning! I would love to hear your stories.",
    "Hi, we seem to be neighbours. It would be nice to get to know you.",
    "A friend told me how nice these calls are, so I thought I would try.",
    "I have time on Thursdays, if you like.",
    "Your garden sounds wonderful. Tell me about it?",
    "I would be glad to keep you company for a while.",
];

/// Conversations: a senior begins, a volunteer answers, in turn.
pub(super) const TALKS: [&[&str]; 8] = [
    &[
        "Good morning! It is so quiet here today.",
        "Good morning! Then I come just right. How did you sleep?",
        "Like a stone, for once. The new pillow is a blessing.",
        "I am glad to hear it. Shall we talk on Thursday at three?",
        "Three is fine, after my nap.",
        "Then sleep well, and until Thursday!",
    ],
    &[
        "My tulips have come up. I wish you could see them.",
        "Send me a picture of them next time we talk by video!",
        "I will hold the telephone to the window.",
        "That is the best window show in town.",
    ],
    &[
        "I found the photograph of the boat that I told you about.",
        "Wonderful! Is your brother on it, too?",
        "He is at the rudder, and looks as if he owned the lake.",
        "You must tell me the whole story.",
        "It takes an hour, I warn you.",
        "I have an hour, and tea.",
    ],
    &[
        "Do you know a good book for somebody who has read them all?",
        "Do you like crime stories? My grandmother swears by the old ones.",
        "I always know by page twenty who it was.",
        "Then I have one that you will not guess. I bring it to our next call.",
    ],
    &[
        "Thank you for yesterday. I laughed so much that the cat left the room.",
        "Give the cat my apologies! It was fun for me as well.",
    ],
    &[
        "The doctor says that I may walk to the park again.",
        "That is good news! How is the knee?",
        "It complains on the stairs, otherwise it behaves.",
        "Take it slowly, and tell me what blooms there.",
        "The magnolia, I hope.",
        "I keep my fingers crossed for the magnolia.",
    ],
    &[
        "How does one make the letters on this thing bigger?",
        "In the settings, under display. Shall I show you when we talk?",
        "Please do. At the moment I read you with a magnifying glass.",
        "Then I write in short words until Sunday.",
    ],
    &[
        "My granddaughter has passed her examination!",
        "Congratulations to all of you! What will she do now?",
        "She wants to see the world, first of all.",
        "She is right. And you will get the postcards.",
    ],
];

/// Stars and what was said with them.
pub(super) const REVIEWS: [(i64, &str); 12] = [
    (5, "A wonderful listener. The hour went by like nothing."),
    (5, "So kind and patient with my hearing aid."),
    (5, "We laughed until my sides hurt."),
    (5, "Calls when promised and remembers everything I said last time."),
    (5, "Helped me set up my new phone without once sighing."),
    (5, "I look forward to every call."),
    (4, "Lovely person. The connection was a little bad."),
    (4, "Very nice to talk to, and knows a lot about music."),
    (4, "Friendly and punctual."),
    (4, "Good company on a rainy day."),
    (3, "Nice, but often in a hurry."),
    (3, "We did not have much in common, but it was pleasant."),
];
