//! People, interests, keys, tickets: what is written is read back, and only in its own tenant.

use std::slice;

use talkamie::{
    domain::{
        ids::InterestId,
        user::{Gender, UserType, Viewer, Visibility},
    },
    store::{
        Store,
        interests::{Interest, NewInterest},
        totals::Totals,
        users::{User, find::find_profile, pages::UserFilter},
    },
};

use super::{NOW_MS, each_store, fresh, people, tenant, user_id};

each_store! {
    a_person_is_read_as_written a_person_is_found_by_every_name another_tenant_sees_nobody
    an_account_is_closed_once_and_tells_nothing_more lists_follow_visibility_and_filters a_list_has_pages_without_gaps
    interests_are_replaced_in_order symphony_keys_overlap_while_they_change a_new_person_has_nothing
    locking_answers_who_exists
}

fn everything(mut user: User) -> User {
    user.email = Some("ann@example.org".into());
    user.username = Some("ann".into());
    user.name = Some("Ann Ärger".into());
    user.user_type = Some(UserType::Senior);
    user.gender = Some(Gender::Female);
    user.bio = Some("A 'bio' with \"quotes\", 🎈 and\nlines".into());
    user.dob = Some("1950-02-28".into());
    user.language = Some("English".into());
    user.country = Some("Ghana".into());
    user.state = Some("Ashanti".into());
    user.city = Some("Kumasi".into());
    user.visibility = Some(Visibility::Matches);
    user.file_dir_path = Some("ab/cd".into());
    user.picture = Some(r#"{"org":{"url":"https://x/p"}}"#.into());
    user.video = Some("{}".into());
    user.certificate_file = Some("{}".into());
    user.certificate_state = Some("Ohio".into());
    user.license_id = Some("L-1".into());
    user.specialization_area = Some("Cardiology".into());
    user.max_call_duration_s = Some(600);
    user.max_call_count = Some(3);
    user.push_enabled = false;
    user.timezone_offset_min = Some(-300);
    user.paypal_email = Some("pay@example.org".into());
    user.availability_weekly = r#"{"mon":[]}"#.into();
    user.availability_custom = r#"{"2024-11-21":[]}"#.into();
    user.role = "admin".into();
    user.foreign_id = Some("f-1".into());
    user.avatar = Some("https://x/a".into());
    user.geo_location = Some("{}".into());
    user.metadata = r#"{"a":1}"#.into();
    user.secure_metadata = r#"{"b":2}"#.into();
    user.reputation = 7;
    user
}

async fn a_person_is_read_as_written(store: &Store) {
    let tenant = tenant(store).await;
    let id = user_id();
    let mut tx = store.write().await.expect("a transaction begins");
    let bare = tx.add_user(User::new(id, tenant, NOW_MS), None).await.expect("a new person is added");
    assert!(bare.number > 0);
    assert_eq!(tx.find_user(tenant, id).await.expect("the store answers"), Some(bare.clone()));
    let full = User { updated_at_ms: NOW_MS + 1, ..everything(bare) };
    assert!(tx.save_user(&full).await.expect("the store answers"));
    assert_eq!(tx.lock_user(tenant, id).await.expect("the store answers"), Some(full.clone()));
    let other = everything(User::new(user_id(), super::tenant_in(&mut tx).await, NOW_MS));
    let other = tx.add_user(other, Some("hash")).await.expect("the same names are free in another tenant");
    assert_eq!(tx.find_user(other.tenant, other.id).await.expect("the store answers"), Some(other.clone()));
    assert_ne!(other.number, full.number);
    tx.commit().await.expect("all is kept");
}

async fn a_person_is_found_by_every_name(store: &Store) {
    let tenant = tenant(store).await;
    let mut tx = store.write().await.expect("a transaction begins");
    let ann = everything(User::new(user_id(), tenant, NOW_MS));
    let ann = tx.add_user(ann, Some("hash")).await.expect("a new person is added");
    tx.add_identity(tenant, "google", "subject", ann.id, NOW_MS).await.expect("a new identity is added");
    let ben = tx.add_user(User::new(user_id(), tenant, NOW_MS), None).await.expect("a new person is added");
    let found = [
        tx.find_user_by_email(tenant, "ann@example.org").await.expect("the store answers"),
        tx.find_user_by_username(tenant, "ann").await.expect("the store answers"),
        tx.find_user_by_foreign_id(tenant, "f-1").await.expect("the store answers"),
        tx.find_user_by_number(tenant, ann.number).await.expect("the store answers"),
        tx.find_user_by_identity(tenant, "google", "subject").await.expect("the store answers"),
    ];
    assert!(found.iter().all(|one| one.as_ref() == Some(&ann)), "{found:?}");
    assert_eq!(tx.find_user_by_email(tenant, "nobody@example.org").await.expect("the store answers"), None);
    let several = tx.find_users(tenant, &[ann.id, user_id(), ben.id]).await.expect("the store answers");
    assert_eq!(several.len(), 2);
    let profiles = tx.find_profiles(tenant, &[ann.id]).await.expect("the store answers");
    assert_eq!(profiles, slice::from_ref(&ann.profile));
    assert_eq!(tx.ask(find_profile(tenant, ann.id)).await.expect("the store answers"), Some(ann.profile.clone()));
    let cards = tx.find_cards(tenant, &[ann.id, user_id()]).await.expect("the store answers");
    assert_eq!(cards, slice::from_ref(&ann.card));
    let several = tx.find_users_by_numbers(tenant, &[ben.number, -1]).await.expect("the store answers");
    assert_eq!(several, [ben]);
    let known = tx.find_credentials_by_email(tenant, "ann@example.org").await.expect("the store answers");
    assert_eq!(known.expect("she is known").password_hash.as_deref(), Some("hash"));
    assert!(tx.set_password(tenant, ann.id, "new", NOW_MS).await.expect("the store answers"));
    let known = tx.find_credentials(tenant, ann.id).await.expect("the store answers");
    assert_eq!(known.expect("she is known").password_hash.as_deref(), Some("new"));
}

async fn another_tenant_sees_nobody(store: &Store) {
    let (ours, theirs) = (tenant(store).await, tenant(store).await);
    let [ann] = people(store, ours, ["Ann"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    assert_eq!(tx.find_user(theirs, ann.id).await.expect("the store answers"), None);
    assert!(tx.lock_users(theirs, &[ann.id]).await.expect("the store answers").is_empty());
    assert!(!tx.save_user(&User { tenant: theirs, ..ann.clone() }).await.expect("the store answers"));
    assert!(!tx.set_password(theirs, ann.id, "x", NOW_MS).await.expect("the store answers"));
    assert!(!tx.anonymise_user(theirs, ann.id, NOW_MS).await.expect("the store answers"));
    assert!(tx.find_users(theirs, &[ann.id]).await.expect("the store answers").is_empty());
    assert_eq!(tx.ask(find_profile(theirs, ann.id)).await.expect("the store answers"), None);
    assert!(tx.find_profiles(theirs, &[ann.id]).await.expect("the store answers").is_empty());
    assert!(tx.find_cards(theirs, &[ann.id]).await.expect("the store answers").is_empty());
}

async fn an_account_is_closed_once_and_tells_nothing_more(store: &Store) {
    let tenant = tenant(store).await;
    let mut tx = store.write().await.expect("a transaction begins");
    let ann = everything(User::new(user_id(), tenant, NOW_MS));
    let ann = tx.add_user(ann, Some("hash")).await.expect("a new person is added");
    assert!(tx.anonymise_user(tenant, ann.id, NOW_MS + 5).await.expect("the store answers"));
    assert!(!tx.anonymise_user(tenant, ann.id, NOW_MS + 6).await.expect("the store answers"));
    let left = tx.find_user(tenant, ann.id).await.expect("the store answers").expect("the record stays");
    let mut nothing = User {
        number: ann.number,
        push_enabled: ann.push_enabled,
        role: ann.role.clone(),
        updated_at_ms: NOW_MS + 5,
        ..User::new(ann.id, tenant, NOW_MS)
    };
    nothing.user_type = ann.user_type;
    nothing.deleted_at_ms = Some(NOW_MS + 5);
    assert_eq!(left, nothing);
    assert_eq!(tx.find_user_by_email(tenant, "ann@example.org").await.expect("the store answers"), None);
    assert!(!tx.save_user(&left).await.expect("the store answers"), "a closed account is not written");
    let again = everything(User::new(user_id(), tenant, NOW_MS));
    tx.add_user(again, None).await.expect("the names are free again");
}

async fn locking_answers_who_exists(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben, cid] = people(store, tenant, ["Ann", "Ben", "Cid"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    tx.anonymise_user(tenant, cid.id, NOW_MS).await.expect("the store answers");
    let held = tx.lock_users(tenant, &[ben.id, user_id(), cid.id, ann.id]).await.expect("the store answers");
    let held: Vec<_> = held.iter().map(|user| user.id).collect();
    assert_eq!(held, [ann.id, ben.id]);
}

async fn lists_follow_visibility_and_filters(store: &Store) {
    let tenant = tenant(store).await;
    let [viewer, open, seniors, volunteers, matches, gone] =
        people(store, tenant, ["Viewer", "Open 100%", "Seniors", "Volunteers", "Matches", "Gone"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    let changes = [
        (&open, Visibility::Public, UserType::Volunteer, "1950-01-01"),
        (&seniors, Visibility::Seniors, UserType::Volunteer, "1960-01-01"),
        (&volunteers, Visibility::Volunteers, UserType::Senior, "1970-01-01"),
        (&matches, Visibility::Matches, UserType::Volunteer, "1980-01-01"),
    ];
    for (user, visibility, user_type, dob) in changes {
        let mut user = user.clone();
        user.visibility = Some(visibility);
        user.user_type = Some(user_type);
        user.dob = Some(dob.into());
        user.country = Some(format!("Land of {user_type}"));
        assert!(tx.save_user(&user).await.expect("the store answers"));
    }
    tx.anonymise_user(tenant, gone.id, NOW_MS).await.expect("the store answers");
    let me = Viewer { id: viewer.id, user_type: Some(UserType::Senior) };
    let mut names = async |me: Viewer, filter: UserFilter| -> Vec<String> {
        let page = tx.page_users(tenant, me, &filter, None, 10).await.expect("the store answers");
        assert_eq!(page.next, None);
        page.items.into_iter().map(|user| user.name.expect("all have names")).collect()
    };
    let all = UserFilter::default;
    assert_eq!(names(me, all()).await, ["Seniors", "Open 100%"]);
    assert_eq!(names(Viewer { user_type: None, ..me }, all()).await, ["Open 100%"]);
    let volunteer = Viewer { user_type: Some(UserType::Volunteer), ..me };
    assert_eq!(names(volunteer, all()).await, ["Volunteers", "Open 100%"]);
    let keyword = |word: &str| UserFilter { keyword: Some(word.into()), ..all() };
    assert_eq!(names(me, keyword("0%")).await, ["Open 100%"]);
    assert_eq!(names(me, keyword("O_E")).await, Vec::<String>::new());
    assert_eq!(names(volunteer, UserFilter { user_type: Some(UserType::Senior), ..all() }).await, ["Volunteers"]);
    assert_eq!(names(me, UserFilter { dob_min: Some("1955-01-01".into()), ..all() }).await, ["Seniors"]);
    assert_eq!(names(me, UserFilter { dob_max: Some("1955-01-01".into()), ..all() }).await, ["Open 100%"]);
    assert_eq!(names(volunteer, UserFilter { country: Some("Land of senior".into()), ..all() }).await, ["Volunteers"]);
    assert_eq!(names(me, UserFilter { email: Some("seniors@example.org".into()), ..all() }).await, ["Seniors"]);
    assert_eq!(names(me, UserFilter { gender: Some(Gender::Male), ..all() }).await, Vec::<String>::new());
    super::connections::connect(&mut tx, tenant, viewer.id, matches.id).await;
    let page = tx.page_users(tenant, me, &all(), None, 10).await.expect("the store answers");
    assert_eq!(page.items.first().map(|user| user.id), Some(matches.id), "the connected are seen");
}

async fn a_list_has_pages_without_gaps(store: &Store) {
    let tenant = tenant(store).await;
    let names = ["A", "B", "C", "D", "E", "F", "G", "Viewer"];
    let added = people(store, tenant, names).await;
    let me = Viewer { id: added[7].id, user_type: None };
    let mut tx = store.read().await.expect("a connection is free");
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = tx.page_users(tenant, me, &UserFilter::default(), after, 3).await.expect("the store answers");
        seen.extend(page.items.into_iter().map(|user| user.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let newest_first: Vec<_> = added[..7].iter().rev().map(|user| user.id).collect();
    assert_eq!(seen, newest_first);
}

async fn interests_are_replaced_in_order(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let interest = || InterestId(fresh());
    let music = Interest { id: interest(), name: "Music".into(), emoji: None, icon_src: None };
    let mut tx = store.write().await.expect("a transaction begins");
    tx.add_interest(tenant, &music, NOW_MS).await.expect("a new interest is added");
    let want = |name: &str, emoji: Option<&str>| NewInterest {
        id: interest(),
        name: name.into(),
        emoji: emoji.map(str::to_owned),
    };
    let wanted = [want("Kites", Some("🪁")), want("music", None), want("KITES", None)];
    let chosen = tx.replace_interests(tenant, ann.id, &wanted, NOW_MS).await.expect("the store answers");
    assert_eq!(chosen.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Kites", "Music"]);
    assert_eq!(chosen[0].emoji.as_deref(), Some("🪁"));
    assert_eq!(chosen[1].id, music.id);
    let again = tx.replace_interests(tenant, ann.id, &[want("Music", None), want("kites", None)], NOW_MS).await;
    let again = again.expect("the store answers");
    assert_eq!(again, [chosen[1].clone(), chosen[0].clone()], "what is known is used again");
    tx.replace_interests(tenant, ben.id, &[want("kites", None)], NOW_MS).await.expect("the store answers");
    let both = tx.interests_of_users(tenant, &[ann.id, ben.id]).await.expect("the store answers");
    assert_ne!(both[&ben.id][0].id, chosen[0].id, "a personal interest is one's own");
    assert_eq!(tx.all_interests(tenant, None).await.expect("the store answers"), std::slice::from_ref(&music));
    assert!(tx.all_interests(tenant, Some("kit")).await.expect("the store answers").is_empty());
    let heard =
        Interest { emoji: Some("🎵".into()), icon_src: Some("https://example.org/music.svg".into()), ..music };
    tx.save_interest(tenant, &heard).await.expect("it is changed");
    let chosen = tx.interests_of_user(tenant, ann.id).await.expect("the store answers");
    assert_eq!(chosen[0], heard, "who chose it has it as it is now");
    assert!(tx.replace_interests(tenant, ann.id, &[], NOW_MS).await.expect("the store answers").is_empty());
    assert!(tx.interests_of_user(tenant, ann.id).await.expect("the store answers").is_empty());
    tx.commit().await.expect("all is kept");
}

async fn symphony_keys_overlap_while_they_change(store: &Store) {
    let tenant = tenant(store).await;
    let [ann] = people(store, tenant, ["Ann"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    tx.add_symphony_key(tenant, ann.id, "old", NOW_MS, NOW_MS).await.expect("a key is added");
    tx.add_symphony_key(tenant, ann.id, "new", NOW_MS + 10, NOW_MS + 20).await.expect("another is added");
    let mut good = async |now_ms| -> Vec<String> {
        let keys = tx.symphony_keys_of(tenant, ann.id, now_ms).await.expect("the store answers");
        keys.into_iter().map(|key| key.spki_pem).collect()
    };
    assert_eq!(good(NOW_MS + 15).await, ["new", "old"]);
    assert_eq!(good(NOW_MS + 20).await, ["new"]);
}

async fn a_new_person_has_nothing(store: &Store) {
    let tenant = tenant(store).await;
    let [ann] = people(store, tenant, ["Ann"]).await;
    let mut tx = store.read().await.expect("a connection is free");
    assert_eq!(tx.totals(tenant, ann.id, NOW_MS).await.expect("the store answers"), Totals::default());
    assert_eq!(tx.open_ticket(tenant, ann.id).await.expect("the store answers"), None);
    assert!(tx.schedules_of(tenant, ann.id, NOW_MS).await.expect("the store answers").is_empty());
    assert_eq!(tx.all_tenants().await.expect("the store answers").len(), 1);
}
