//! Nothing personal is logged: a whole story is told with marked names, addresses, secrets and texts, and none of the marks
//! is in what the program wrote to its log, at the most talkative level.

use crate::harness::process::Server;
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

async fn answer(request: RequestBuilder) -> Value {
    request.send().await.expect("an answer").json().await.expect("JSON")
}

#[tokio::test]
async fn nothing_personal_is_logged() {
    let server = Server::sqlite(&[("TALKAMIE_LOG__FILTER", "trace")]).await;
    let (client, api) = (Client::new(), format!("http://{}/v1", server.address));
    let post = |path: &str, body: Value| answer(client.post(format!("{api}{path}")).json(&body));
    let email = "markedaddress@example.com";
    let code = post("/otp", json!({ "email": email })).await["data"]["otp"].take();
    let code = code.as_str().expect("the development stage shows it").to_owned();
    post("/otp/verify", json!({ "email": email, "code": code })).await;
    let account = json!({ "name": "Markedname", "email": email, "password": "markedpassword", "type": "senior" });
    let account = post("/auth/sign-up", account).await["data"].take();
    post("/auth/sign-in", json!({ "email": email, "password": "markedwrong" })).await;
    post("/auth/sign-in", json!({ "email": "marked not an address" })).await;
    let id = account["user"]["id"].as_str().expect("an id").to_owned();
    let access = account["tokens"]["access"].as_str().expect("a token").to_owned();
    let refresh = account["tokens"]["refresh"].as_str().expect("a token").to_owned();
    let put = |body: Value| answer(client.put(format!("{api}/user/{id}")).bearer_auth(&access).json(&body));
    put(json!({ "bio": "markedbio", "name": 1 })).await;
    assert_eq!(put(json!({ "bio": "markedbio" })).await["data"]["bio"], "markedbio");
    let search = "users?keyword=markedsearch&email=markedquery@example.com";
    answer(client.get(format!("{api}/{search}")).bearer_auth(&access)).await;
    answer(client.delete(format!("{api}/auth/sign-out")).bearer_auth(&access)).await;

    let logged = server.logged().to_lowercase();
    assert!(logged.contains("answered signup with 200"), "the story was logged: {logged}");
    let secrets = [&access, &refresh].map(|token| token.split_once('.').expect("two parts").1.to_lowercase());
    for mark in ["marked"].into_iter().chain(secrets.iter().map(String::as_str)) {
        let found = logged.lines().find(|line| line.contains(mark));
        assert!(found.is_none(), "{mark} was logged: {}", found.unwrap_or_default());
    }
}

#[tokio::test]
async fn a_log_that_nobody_takes_is_in_nobodys_way() {
    let server = Server::unheard().await;
    let client = Client::new();
    let get =
        async |path: &str| client.get(format!("http://{}{path}", server.address)).send().await.expect("an answer");
    // Each of them would be logged, the first before it is answered.
    for n in 0..10 {
        let body = json!({ "email": format!("ann{n}@example.com") });
        let request = client.post(format!("http://{}/v1/otp", server.address)).json(&body);
        assert_eq!(request.send().await.expect("an answer").status(), 200);
        assert_eq!(get("/v1/faqs").await.status(), 200);
    }
    assert_eq!(get("/readyz").await.status(), 200);
}
