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
        super::{Caller, Input, Outcome, Respond, respond},
        Tag, contract::{answers, op, params},
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
        /** make a thing

 Makes a thing.*/
        fn make_thing(
            &self,
            caller: Caller,
            params: params::MakeThingParams,
        ) -> impl Future<Output = Outcome<answers::MakeThingAnswer>> + Send;
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
            method = "post",
            operation_id = "makeThing",
            tag = "Tag::Things"
        )]
        async fn make_thing(
            &self,
            input: Input<Caller, op::MakeThing>,
        ) -> poem::Result<Respond<op::MakeThing>> {
            let _ = &input;
            respond::<op::MakeThing>(self.0.make_thing(input.who, input.params).await)
        }
    }
}
