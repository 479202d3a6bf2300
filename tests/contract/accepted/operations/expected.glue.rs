// Made by the contract compiler from schemas/face and openapi/face.
/// The tags of the document.
#[derive(poem_openapi::Tags)]
pub enum Tag {
    #[oai(rename = "things")]
    Things,
}
/// The group `things`.
pub mod things {
    use super::{
        super::{Caller, Input, Open, Outcome, Respond, respond},
        Tag, contract::{answers, op, params, types},
    };
    /// What the group `things` does, one function for each operation.
    pub trait ThingsHandler: Clone + Send + Sync + 'static {
        /** get a thing

 Reads a thing.*/
        fn get_thing(
            &self,
            caller: Caller,
            params: params::GetThingParams,
        ) -> impl Future<Output = Outcome<answers::GetThingAnswer>> + Send;
        /** update a thing

 Changes a thing.*/
        fn update_thing(
            &self,
            caller: Caller,
            params: params::UpdateThingParams,
            body: Option<types::Thing>,
        ) -> impl Future<Output = Outcome<answers::UpdateThingAnswer>> + Send;
        /** get things

 Lists things.*/
        fn get_things(
            &self,
            caller: Option<Caller>,
            params: params::GetThingsParams,
        ) -> impl Future<Output = Outcome<answers::GetThingsAnswer>> + Send;
        /** remove all things

 Removes them.*/
        fn remove_things(
            &self,
        ) -> impl Future<Output = Outcome<answers::RemoveThingsAnswer>> + Send {
            let _ = ();
            async { super::super::planned::<op::RemoveThings>() }
        }
        /** get a thing as a text

 Reads a thing aloud.*/
        fn get_thing_as_text(
            &self,
            caller: Caller,
            params: params::GetThingAsTextParams,
        ) -> impl Future<Output = Outcome<answers::GetThingAsTextAnswer>> + Send;
    }
    /// The routes of the group `things`.
    pub struct ThingsApi<T>(pub T);
    #[poem_openapi::OpenApi]
    impl<T: ThingsHandler> ThingsApi<T> {
        #[oai(
            path = "/thing/:id",
            method = "get",
            operation_id = "getThing",
            tag = "Tag::Things"
        )]
        async fn get_thing(
            &self,
            input: Input<Caller, op::GetThing>,
        ) -> poem::Result<Respond<op::GetThing>> {
            let _ = &input;
            respond::<op::GetThing>(self.0.get_thing(input.who, input.params).await)
        }
        #[oai(
            path = "/thing/:id",
            method = "put",
            operation_id = "updateThing",
            tag = "Tag::Things"
        )]
        async fn update_thing(
            &self,
            input: Input<Caller, op::UpdateThing>,
        ) -> poem::Result<Respond<op::UpdateThing>> {
            let _ = &input;
            respond::<
                op::UpdateThing,
            >(self.0.update_thing(input.who, input.params, input.body).await)
        }
        #[oai(path = "/thing/:id", method = "patch", tag = "Tag::Things")]
        async fn update_thing_alias_0(
            &self,
            input: Input<Caller, op::UpdateThing>,
        ) -> poem::Result<Respond<op::UpdateThing>> {
            let _ = &input;
            respond::<
                op::UpdateThing,
            >(self.0.update_thing(input.who, input.params, input.body).await)
        }
        #[oai(path = "/thing", method = "post", tag = "Tag::Things")]
        async fn update_thing_alias_1(
            &self,
            input: Input<Caller, op::UpdateThing>,
        ) -> poem::Result<Respond<op::UpdateThing>> {
            let _ = &input;
            respond::<
                op::UpdateThing,
            >(self.0.update_thing(input.who, input.params, input.body).await)
        }
        #[oai(
            path = "/things",
            method = "get",
            operation_id = "getThings",
            tag = "Tag::Things"
        )]
        async fn get_things(
            &self,
            input: Input<Option<Caller>, op::GetThings>,
        ) -> poem::Result<Respond<op::GetThings>> {
            let _ = &input;
            respond::<op::GetThings>(self.0.get_things(input.who, input.params).await)
        }
        #[oai(
            path = "/thing",
            method = "delete",
            operation_id = "removeThings",
            tag = "Tag::Things"
        )]
        async fn remove_things(
            &self,
            input: Input<Open, op::RemoveThings>,
        ) -> poem::Result<Respond<op::RemoveThings>> {
            let _ = &input;
            respond::<op::RemoveThings>(self.0.remove_things().await)
        }
        #[oai(
            path = "/thing/{id}.txt",
            method = "get",
            operation_id = "getThingAsText",
            tag = "Tag::Things"
        )]
        async fn get_thing_as_text(
            &self,
            input: Input<Caller, op::GetThingAsText>,
        ) -> poem::Result<Respond<op::GetThingAsText>> {
            let _ = &input;
            respond::<
                op::GetThingAsText,
            >(self.0.get_thing_as_text(input.who, input.params).await)
        }
    }
}
