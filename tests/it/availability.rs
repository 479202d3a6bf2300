//! The group `availability`, as its callers see it.

use serde_json::json;

on_both! {
    async fn both_maps_are_replaced_whole(app) {
        let (_, ben) = app.ann_and_ben().await;
        assert_eq!(ben.get("/v1/availability/weekly").await.expect(200), json!({}));
        assert_eq!(ben.get("/v1/availability/custom").await.expect(200), json!({}));

        let weekly = json!({
            "mon": [{ "start": "09:00:00", "end": "12:00:00" }],
            "thur": [{ "start": "18:00:00", "end": "21:00:00" }],
            "sat": [{ "start": "22:00:00", "end": "01:00:00" }],
        });
        assert_eq!(ben.post("/v1/availability/weekly", weekly.clone()).await.expect(200), weekly);
        assert_eq!(ben.get("/v1/availability/weekly?year=2026&monthIndex=2&monthDay=14").await.expect(200), weekly);
        // PUT does the same; what is left out is gone, and an empty list says that there is nothing that day.
        let fewer = json!({ "tue": [{ "start": "08:00", "end": "09:30" }], "wed": [] });
        assert_eq!(ben.put("/v1/availability/weekly", fewer.clone()).await.expect(200), fewer);
        assert_eq!(ben.get("/v1/availability/weekly").await.expect(200), fewer);

        let custom = json!({ "2026-03-21": [{ "start": "09:00:00", "end": "12:00:00" }], "2026-03-25": [] });
        assert_eq!(ben.put("/v1/availability/custom", custom.clone()).await.expect(200), custom);
        assert_eq!(ben.get("/v1/availability/custom?pageSize=&lastEvaluatedKey=").await.expect(200), custom);
        assert_eq!(ben.get("/v1/availability/weekly").await.expect(200), fewer, "one map leaves the other alone");
        let past = json!({ "2020-02-29": [{ "start": "00:00:00", "end": "00:00:00" }] });
        assert_eq!(ben.post("/v1/availability/custom", past.clone()).await.expect(200), past);

        let me = ben.get("/v1/auth").await.expect(200);
        assert_eq!(me["user"]["availability"]["weekly"], fewer);
        assert_eq!(me["user"]["availability"]["custom"], past);
        assert_eq!(ben.post("/v1/availability/custom", json!({})).await.expect(200), json!({}));
    }

    async fn a_day_is_put_in_order(app) {
        let (_, ben) = app.ann_and_ben().await;
        let sent = json!({ "mon": [
            { "start": "14:00", "end": "15:00:00" },
            { "start": "09:00:00", "end": "10:00:00" },
            { "start": "14:30:00", "end": "16:00" },
            { "start": "10:00:00", "end": "11:00:00" },
            { "start": "09:00:00", "end": "10:00:00" },
        ] });
        let kept = json!({ "mon": [
            { "start": "09:00:00", "end": "10:00:00" },
            { "start": "10:00:00", "end": "11:00:00" },
            { "start": "14:00", "end": "16:00" },
        ] });
        assert_eq!(ben.post("/v1/availability/weekly", sent).await.expect(200), kept);
        assert_eq!(ben.get("/v1/availability/weekly").await.expect(200), kept);
    }

    async fn what_is_no_map_of_times_is_refused_with_its_place(app) {
        let (_, ben) = app.ann_and_ben().await;
        let range = json!([{ "start": "09:00", "end": "10:00" }]);
        ben.put("/v1/availability/weekly", json!({ "sun": range })).await.expect(200);
        for (path, body, pointers) in [
            ("weekly", json!({ "thu": range }), vec!["/thu"]),
            ("weekly", json!({ "2026-03-21": range }), vec!["/2026-03-21"]),
            ("weekly", json!({ "mon": [{ "start": "24:00", "end": "10:00" }] }), vec!["/mon/0/start"]),
            ("weekly", json!({ "mon": [{ "start": "09:00" }] }), vec!["/mon/0/end"]),
            ("weekly", json!({ "mon": vec![range[0].clone(); 97] }), vec!["/mon"]),
            ("custom", json!({ "mon": range }), vec!["/mon", "/mon"]),
            ("custom", json!({ "2026-02-30": range }), vec!["/2026-02-30"]),
            ("custom", json!({ "2026-03-21": [{ "start": "9:00", "end": "10:00Z" }] }), vec!["/2026-03-21/0/end", "/2026-03-21/0/start"]),
        ] {
            assert_eq!(ben.post(format!("/v1/availability/{path}"), body.clone()).await.expect_invalid(), pointers, "{body}");
        }
        assert_eq!(ben.get("/v1/availability/weekly").await.expect(200), json!({ "sun": range }), "nothing was written");
        app.anonymous().get("/v1/availability/weekly").await.expect_problem("auth/missing");
        app.anonymous().post("/v1/availability/custom", json!({})).await.expect_problem("auth/missing");
    }
}
