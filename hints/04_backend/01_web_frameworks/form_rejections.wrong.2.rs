// Wrong: `len` counts bytes: `a_label_has_room_for_forty_letters_of_any_kind` is refused.
// Rejected by: tests::a_label_has_room_for_forty_letters_of_any_kind
//! Whoever sends a parcel fills in a form on the website. As long as the form is good, all is
//! well; of a bad one the website hears "bad form" at best, and at worst the depot takes in a
//! parcel of sixty tonnes for nobody. Make the extractor `CheckedForm` say no, and say why.
//!
//! Rejections: <https://docs.rs/axum/0.8/axum/extract/index.html#handling-extractor-rejections>
//! Passing errors on: <https://doc.rust-lang.org/book/ch09-02-recoverable-errors-with-result.html>

use axum::{
    Form, Json, Router,
    extract::{FromRequest, Request, rejection::FormRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::net::TcpListener;

const LABEL_CHARS: usize = 40;
const HEAVIEST_GRAMS: u32 = 31_500;

#[derive(Deserialize, Serialize)]
struct ParcelForm {
    /// The label has room for 40 characters.
    recipient: String,
    /// A carrier may lift 31,500 grams.
    weight_grams: u32,
}

impl ParcelForm {
    // Called by the extractor and not by the handlers: one that forgets to check can't be written,
    // because there is no other way to a `CheckedForm`.
    fn check(&self) -> Result<(), Refusal> {
        if self.recipient.trim().is_empty() {
            return Err(Refusal::unprocessable("recipient: is blank"));
        }
        if self.recipient.len() > LABEL_CHARS {
            return Err(Refusal::unprocessable(
                "recipient: does not fit on the label",
            ));
        }
        if !(1..=HEAVIEST_GRAMS).contains(&self.weight_grams) {
            return Err(Refusal::unprocessable(
                "weight_grams: must be from 1 to 31500",
            ));
        }
        Ok(())
    }
}

/// Why a form was turned away.
struct Refusal {
    status: StatusCode,
    error: String,
}

impl Refusal {
    fn unprocessable(error: &str) -> Self {
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            error: error.to_owned(),
        }
    }
}

// Each way to fail has a status of its own: 415 for what is no form, 413 for one that is too long,
// 422 for one with the wrong fields. Asking the rejection keeps them apart.
impl From<FormRejection> for Refusal {
    fn from(rejection: FormRejection) -> Self {
        Self {
            status: rejection.status(),
            error: rejection.body_text(),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = Json(json!({ "error": self.error }));
        (self.status, body).into_response()
    }
}

/// A form that was checked: a handler that is given one need not look again.
struct CheckedForm(ParcelForm);

impl<S: Send + Sync> FromRequest<S> for CheckedForm {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        // `?` turns a `FormRejection` into a `Refusal`, by the `From` above.
        let Form(form) = Form::<ParcelForm>::from_request(request, state).await?;
        form.check()?;
        Ok(Self(form))
    }
}

/// `POST /parcels`: answers with the parcel as it was taken in.
async fn register(CheckedForm(form): CheckedForm) -> (StatusCode, Json<ParcelForm>) {
    (StatusCode::CREATED, Json(form))
}

/// `POST /quotes`: what sending it would cost, in cents.
async fn quote(CheckedForm(form): CheckedForm) -> Json<u32> {
    Json(390 + form.weight_grams / 10)
}

fn app() -> Router {
    Router::new()
        .route("/parcels", post(register))
        .route("/quotes", post(quote))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use std::time::Duration;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
        time::timeout,
    };

    const FORM: &str = "application/x-www-form-urlencoded";

    /// Starts the service on a free port, posts to it over a socket, and returns what it answered:
    /// the status and the body (`null` where it is not JSON, or not declared to be).
    async fn post_as(content_type: &str, path: &str, body: &str) -> (u16, Value) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(async move { axum::serve(listener, app()).await });

        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut answer = String::new();
        timeout(Duration::from_secs(5), async {
            let mut socket = TcpStream::connect(address).await?;
            socket.write_all(request.as_bytes()).await?;
            socket.read_to_string(&mut answer).await
        })
        .await
        .expect("the service should answer within five seconds")
        .unwrap();
        server.abort();

        let (head, body) = answer.split_once("\r\n\r\n").expect("an HTTP answer");
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        let is_json = head
            .to_lowercase()
            .contains("content-type: application/json");
        let body = serde_json::from_str(body).ok().filter(|_| is_json);
        (status.expect("a status line"), body.unwrap_or(Value::Null))
    }

    /// Posts a form to both addresses, sees that both refuse it, and returns the error they give.
    async fn refused(form: &str) -> String {
        let mut errors = Vec::new();
        for path in ["/parcels", "/quotes"] {
            let (status, body) = post_as(FORM, path, form).await;
            assert_eq!(status, 422, "{path} should refuse {form:?}");
            let error = body["error"].as_str();
            let error = error.expect("the body should be JSON with an \"error\" in it");
            errors.push(error.to_owned());
        }
        assert_eq!(errors[0], errors[1]);
        errors.swap_remove(0)
    }

    /// Sees that a form is refused because of this field, and that the other one is not blamed.
    async fn refused_because_of(field: &str, form: &str) {
        let error = refused(form).await;
        for name in ["recipient", "weight_grams"] {
            let named = error.contains(name);
            assert_eq!(
                named,
                name == field,
                "{field} is wrong in {form:?}: {error}"
            );
        }
    }

    #[tokio::test]
    async fn takes_in_a_good_form() {
        let form = "recipient=Zo%C3%AB+O%27Neill&weight_grams=2500";
        let (status, parcel) = post_as(FORM, "/parcels", form).await;
        assert_eq!(status, 201);
        assert_eq!(
            parcel,
            json!({ "recipient": "Zoë O'Neill", "weight_grams": 2500 })
        );
    }

    #[tokio::test]
    async fn quotes_for_the_lightest_and_the_heaviest() {
        for (grams, cents) in [(1, 390), (31_500, 3540)] {
            let form = format!("recipient=Ada&weight_grams={grams}");
            let answer = post_as(FORM, "/quotes", &form).await;
            assert_eq!(answer, (200, json!(cents)));
        }
    }

    #[tokio::test]
    async fn a_label_has_room_for_forty_letters_of_any_kind() {
        let form = format!("recipient={}&weight_grams=800", "%C3%98".repeat(40));
        let (status, _) = post_as(FORM, "/parcels", &form).await;
        assert_eq!(status, 201);
    }

    #[tokio::test]
    async fn refuses_a_name_that_does_not_fit_on_the_label() {
        let form = format!("recipient={}&weight_grams=800", "n".repeat(41));
        refused_because_of("recipient", &form).await;
    }

    #[tokio::test]
    async fn refuses_a_blank_recipient() {
        for blank in ["", "+++", "%09%C2%A0"] {
            let form = format!("recipient={blank}&weight_grams=800");
            refused_because_of("recipient", &form).await;
        }
    }

    #[tokio::test]
    async fn refuses_a_weight_of_nothing_or_too_much() {
        for grams in [0, 31_501, 60_000_000] {
            let form = format!("recipient=Ada&weight_grams={grams}");
            refused_because_of("weight_grams", &form).await;
        }
    }

    #[tokio::test]
    async fn tells_which_field_is_missing() {
        refused_because_of("recipient", "weight_grams=800").await;
        refused_because_of("weight_grams", "recipient=Ada").await;
    }

    #[tokio::test]
    async fn tells_which_field_is_not_a_number() {
        for weight in ["heavy", "-5", "1.5", ""] {
            let form = format!("recipient=Ada&weight_grams={weight}");
            refused_because_of("weight_grams", &form).await;
        }
    }

    #[tokio::test]
    async fn what_is_not_a_form_is_an_unsupported_media_type() {
        let sent = r#"{ "recipient": "Ada", "weight_grams": 800 }"#;
        let (status, body) = post_as("application/json", "/parcels", sent).await;
        assert_eq!(status, 415);
        assert!(body["error"].is_string(), "the refusal should be JSON");
    }

    #[tokio::test]
    async fn a_form_without_end_is_too_large() {
        // Axum reads up to 2 MiB. This is one byte more, so that all of it is read.
        let recipient = "recipient=";
        let sent = recipient.to_owned() + &"n".repeat(2 * 1024 * 1024 + 1 - recipient.len());
        let (status, body) = post_as(FORM, "/parcels", &sent).await;
        assert_eq!(status, 413);
        assert!(body["error"].is_string(), "the refusal should be JSON");
    }
}
