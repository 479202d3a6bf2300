//! Ways to answer the PUT of a whole profile: ours, and what it is compared with.
//!
//! Each parses `UserUpdate`, builds the nested `ExtendedUser` that the contract answers, and writes it in the
//! envelope. They differ in what else they do.

use crate::{
    Outcome,
    serving::{self, edge},
    world,
};
use http_body_util::{BodyExt as _, Full};
use hyper::{Method, Request, Response, body::Bytes, body::Incoming, header, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use poem::{EndpointExt as _, Route, handler, put, web::Json};
use serde::Serialize;
use serde_json::Value;
use std::{convert::Infallible, sync::LazyLock};
use talkamie::{
    contract::v1::{ErrorCode, answers::*, oracle, params::*, types::*},
    http::{
        self,
        talkamie::{
            Caller, Outcome as Answering,
            glue::users::{UsersApi, UsersHandler},
        },
    },
    operations::Failure,
};
use tokio::net::TcpListener;

/// Serves one of the ways.
pub async fn serve(mode: &str, address: &str, database: Option<&str>) -> Outcome {
    match mode {
        "ours" => {
            let ctx = world::open(database.ok_or("ours needs a database, for sessions")?, true).await?;
            let whole =
                http::mounted(ctx, edge(), |_| http::routes::add::<ErrorCode>(Route::new(), "/v1", UsersApi(Echo)));
            serving::endpoint(address, whole).await
        }
        "typed" => serving::endpoint(address, Route::new().at("/v1/user/:id", put(typed)).map_to_response()).await,
        "tree" => bare(address, tree).await,
        "tree-back" => bare(address, tree_back).await,
        "bare" => bare(address, |body| body).await,
        _ => Err(format!("no way is called {mode}").into()),
    }
}

/// The group `users`, echoing. Behind the generated routes and the edge of the product.
#[derive(Clone)]
struct Echo;

impl UsersHandler for Echo {
    async fn update_user(&self, _: Caller, params: UpdateUserParams, body: UserUpdate) -> Answering<UpdateUserAnswer> {
        Ok(UpdateUserAnswer::Ok(echo(params.id, body)))
    }

    async fn get_users(&self, _: Option<Caller>, _: GetUsersParams) -> Answering<GetUsersAnswer> {
        elsewhere()
    }

    async fn get_user(&self, _: Caller, _: GetUserParams) -> Answering<GetUserAnswer> {
        elsewhere()
    }

    async fn delete_user(&self, _: Caller, _: DeleteUserParams) -> Answering<DeleteUserAnswer> {
        elsewhere()
    }

    async fn change_password(
        &self,
        _: Caller,
        _: ChangePasswordParams,
        _: PasswordChange,
    ) -> Answering<ChangePasswordAnswer> {
        elsewhere()
    }
}

fn elsewhere<T>() -> Answering<T> {
    Err(Failure::internal("the echo knows one operation"))
}

/// The flat body as the nested profile (contract: `updateUser`).
fn echo(id: String, body: UserUpdate) -> ExtendedUser {
    let known = body.country.is_some() || body.state.is_some() || body.city.is_some();
    let license = body.license_id.map(|id| License { id: Some(id) });
    let max_count = body.max_call_count.and_then(|limit| match limit {
        CallCountLimit::Integer(calls) => Some(calls),
        CallCountLimit::String(_) => None,
    });
    let interest = |i: InterestInput| BasicInterest {
        id: i.id.unwrap_or_default(),
        name: i.name,
        icon_src: i.icon_src,
        emoji: i.emoji,
    };
    ExtendedUser {
        id,
        name: body.name,
        r#type: body.r#type,
        gender: body.gender.as_deref().and_then(Gender::parse),
        bio: body.bio,
        dob: body.dob,
        language: body.language,
        location: known.then_some(Location { city: body.city, country: body.country, state: body.state }),
        visibility: body.visibility,
        file_dir_path: body.file_dir_path,
        picture: body.picture,
        video: body.video,
        certificate: Some(FullUserCertificate { file: body.certificate, state: body.certificate_state }),
        specialization: Some(FullUserSpecialization { area: body.specialization }),
        licence: license.clone(),
        license,
        interests: body.interests.map(|list| list.into_iter().map(interest).collect()),
        preferences: Some(UserPreferences {
            call: Some(UserPreferencesCall { max_count, max_duration: body.max_call_duration }),
            notifications: Some(UserPreferencesNotifications {
                push: body
                    .push_notification
                    .map(|push| UserPreferencesNotificationsPush { enabled: Some(push.enabled) }),
            }),
        }),
        ..ExtendedUser::default()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Envelope {
    success: bool,
    status_code: u16,
    data: ExtendedUser,
}

impl Envelope {
    fn of(data: ExtendedUser) -> Self {
        Self { success: true, status_code: 200, data }
    }
}

/// poem's own JSON, typed, nothing checked.
#[handler]
fn typed(poem::web::Path(id): poem::web::Path<String>, Json(body): Json<UserUpdate>) -> Json<Envelope> {
    Json(Envelope::of(echo(id, body)))
}

/// A tree, jsonschema's verdict on it, the type from it, and the answer.
fn tree(body: Bytes) -> Bytes {
    let tree = checked(&body);
    let body: UserUpdate = serde_json::from_value(tree).expect("the body is of its type");
    serde_json::to_vec(&Envelope::of(echo("me".into(), body))).expect("an answer is written").into()
}

/// A tree, jsonschema's verdict on it, and the tree back.
fn tree_back(body: Bytes) -> Bytes {
    serde_json::to_vec(&checked(&body)).expect("a tree is written").into()
}

fn checked(body: &[u8]) -> Value {
    static VALIDATOR: LazyLock<std::sync::Arc<jsonschema::Validator>> =
        LazyLock::new(|| oracle().validator("UserUpdate"));
    let tree = serde_json::from_slice(body).expect("the body is JSON");
    assert!(VALIDATOR.is_valid(&tree), "the body is valid");
    tree
}

/// hyper and a function of the body.
async fn bare(address: &str, answer: fn(Bytes) -> Bytes) -> Outcome {
    let listener = TcpListener::bind(address).await?;
    loop {
        let (socket, _) = listener.accept().await?;
        socket.set_nodelay(true)?;
        let service = service_fn(move |request: Request<Incoming>| async move {
            assert_eq!(request.method(), Method::PUT, "the bench puts");
            let body = request.into_body().collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
            let answer =
                Response::builder().header(header::CONTENT_TYPE, "application/json").body(Full::new(answer(body)));
            Ok::<_, Infallible>(answer.expect("these headers are"))
        });
        drop(tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(socket), service)));
    }
}
