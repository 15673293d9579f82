//! Checkpoint: extractors, JSON responses and validation. Customers fill in a form on the website. Some bad
//! forms get the answer "bad form", which helps nobody. Others get through: last week a depot expected a parcel
//! of sixty tonnes, without a recipient.
//!
//! Task: change `CheckedForm` and `Refusal` so that a bad form is refused, with a reason in JSON.
//! Read: <https://docs.rs/axum/0.8/axum/extract/index.html#customizing-extractor-responses>

use axum::{
    Form, Json, Router,
    extract::{FromRequest, Request},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

#[derive(Deserialize, Serialize)]
struct ParcelForm {
    /// At most 40 characters, because the label has no more room.
    recipient: String,
    /// From 1 to 31,500 grams, because a carrier may not lift more.
    weight_grams: u32,
}

/// The reason why a form was refused, and the status of the response.
struct Refusal {
    status: StatusCode,
    error: String,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        // TODO: send JSON, `{"error": "..."}`, with the same status. The website reads nothing else.
        (self.status, self.error).into_response()
    }
}

/// A form that was checked. A handler with this parameter need not check it again.
struct CheckedForm(ParcelForm);

impl<S: Send + Sync> FromRequest<S> for CheckedForm {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        // TODO: Axum knows why it can't read a form. Use the status and the message of its rejection.
        let Form(form) = Form::<ParcelForm>::from_request(request, state)
            .await
            .map_err(|_| Refusal {
                status: StatusCode::BAD_REQUEST,
                error: "bad form".to_owned(),
            })?;

        // TODO: refuse a recipient that is empty, only white space, or too long, and a weight that is out of
        // range. The status is 422, "Unprocessable Entity". The error names the wrong field, and only this one.
        Ok(Self(form))
    }
}

/// `POST /parcels`: registers a parcel, and returns it.
async fn register(CheckedForm(form): CheckedForm) -> (StatusCode, Json<ParcelForm>) {
    (StatusCode::CREATED, Json(form))
}

/// `POST /quotes`: returns the price of a parcel, in cents.
async fn quote(CheckedForm(form): CheckedForm) -> Json<u32> {
    Json(390 + form.weight_grams / 10)
}

fn app() -> Router {
    Router::new()
        .route("/parcels", post(register))
        .route("/quotes", post(quote))
}

// `cargo run --bin form_rejections` starts the service on port 3000.
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

    // You need not read the three helper functions. The tests begin below them.

    /// Starts the service on a free port, posts to it over a socket, and returns the status and the body of the
    /// response. The body is `null` if it is not JSON, or if its content type is not the one of JSON.
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

        let (head, body) = answer.split_once("\r\n\r\n").expect("an HTTP response");
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        let is_json = head
            .to_lowercase()
            .contains("content-type: application/json");
        let body = serde_json::from_str(body).ok().filter(|_| is_json);
        (status.expect("a status line"), body.unwrap_or(Value::Null))
    }

    /// Posts a form to both routes, checks that both refuse it, and returns their error.
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

    /// Checks that a form is refused, and that the error names this field and not the other one.
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
    async fn accepts_a_good_form() {
        let form = "recipient=Zo%C3%AB+O%27Neill&weight_grams=2500";
        let (status, parcel) = post_as(FORM, "/parcels", form).await;
        assert_eq!(status, 201);
        assert_eq!(
            parcel,
            json!({ "recipient": "Zoë O'Neill", "weight_grams": 2500 })
        );
    }

    #[tokio::test]
    async fn returns_the_price_of_the_lightest_and_the_heaviest_parcel() {
        for (grams, cents) in [(1, 390), (31_500, 3540)] {
            let form = format!("recipient=Ada&weight_grams={grams}");
            let answer = post_as(FORM, "/quotes", &form).await;
            assert_eq!(answer, (200, json!(cents)));
        }
    }

    #[tokio::test]
    async fn a_name_may_have_40_characters_of_2_bytes() {
        let form = format!("recipient={}&weight_grams=800", "%C3%98".repeat(40));
        let (status, _) = post_as(FORM, "/parcels", &form).await;
        assert_eq!(status, 201);
    }

    #[tokio::test]
    async fn refuses_a_name_of_41_characters() {
        let form = format!("recipient={}&weight_grams=800", "n".repeat(41));
        refused_because_of("recipient", &form).await;
    }

    #[tokio::test]
    async fn refuses_an_empty_recipient_and_one_of_white_space() {
        for recipient in ["", "+++", "%09%C2%A0"] {
            let form = format!("recipient={recipient}&weight_grams=800");
            refused_because_of("recipient", &form).await;
        }
    }

    #[tokio::test]
    async fn refuses_a_weight_of_0_grams_or_above_31500() {
        for grams in [0, 31_501, 60_000_000] {
            let form = format!("recipient=Ada&weight_grams={grams}");
            refused_because_of("weight_grams", &form).await;
        }
    }

    #[tokio::test]
    async fn names_the_field_that_is_missing() {
        refused_because_of("recipient", "weight_grams=800").await;
        refused_because_of("weight_grams", "recipient=Ada").await;
    }

    #[tokio::test]
    async fn names_the_field_that_is_not_a_number() {
        for weight in ["heavy", "-5", "1.5", ""] {
            let form = format!("recipient=Ada&weight_grams={weight}");
            refused_because_of("weight_grams", &form).await;
        }
    }

    #[tokio::test]
    async fn a_body_of_json_is_an_unsupported_media_type() {
        let sent = r#"{ "recipient": "Ada", "weight_grams": 800 }"#;
        let (status, body) = post_as("application/json", "/parcels", sent).await;
        assert_eq!(status, 415);
        assert!(body["error"].is_string(), "the refusal should be JSON");
    }

    #[tokio::test]
    async fn a_form_of_more_than_2_mebibytes_is_too_large() {
        // Axum reads up to 2 MiB by default. This form has one byte more.
        let recipient = "recipient=";
        let sent = recipient.to_owned() + &"n".repeat(2 * 1024 * 1024 + 1 - recipient.len());
        let (status, body) = post_as(FORM, "/parcels", &sent).await;
        assert_eq!(status, 413);
        assert!(body["error"].is_string(), "the refusal should be JSON");
    }
}
