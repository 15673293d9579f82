// Wrong: `i64` can hold a weight of minus one gram, so `refuses_a_negative_or_fractional_weight` fails.
// Rejected by: tests::refuses_a_negative_or_fractional_weight
//! The terminals at the depots send JSON to `waybill`, and get JSON as the response. The two handlers are
//! finished, but their types are missing. The tests show the JSON that the terminals send and expect.
//!
//! Task: define the types `NewParcel`, `Parcel` and `Status` with the derives of Serde.
//! Read: <https://serde.rs/container-attrs.html#rename_all>

use axum::{Json, Router, http::StatusCode, routing::post};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewParcel {
    code: String,
    recipient: String,
    weight_grams: i64,
    note: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Parcel {
    code: String,
    recipient: String,
    weight_grams: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    status: Status,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Status {
    Registered,
    InTransit,
    OutForDelivery,
    Delivered,
}

/// `POST /parcels`: registers a new parcel.
async fn register(Json(new): Json<NewParcel>) -> (StatusCode, Json<Parcel>) {
    let parcel = Parcel {
        code: new.code,
        recipient: new.recipient,
        weight_grams: new.weight_grams,
        note: new.note,
        status: Status::Registered,
    };
    (StatusCode::CREATED, Json(parcel))
}

/// `POST /steps`: takes a parcel, and returns it with its next status.
async fn step(Json(parcel): Json<Parcel>) -> Result<Json<Parcel>, StatusCode> {
    let status = match parcel.status {
        Status::Registered => Status::InTransit,
        Status::InTransit => Status::OutForDelivery,
        Status::OutForDelivery => Status::Delivered,
        Status::Delivered => return Err(StatusCode::CONFLICT),
    };
    Ok(Json(Parcel { status, ..parcel }))
}

fn app() -> Router {
    Router::new()
        .route("/parcels", post(register))
        .route("/steps", post(step))
}

// `cargo run --bin json_types` starts the service on port 3000.
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

    // You need not read `post_json`. The tests begin below it.

    /// Starts the service on a free port, posts JSON to it over a socket, and returns the status and the body of
    /// the response. The body is `null` if it is not JSON.
    async fn post_json(path: &str, body: Value) -> (u16, Value) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(async move { axum::serve(listener, app()).await });

        let body = body.to_string();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
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
        let body = serde_json::from_str(body).unwrap_or(Value::Null);
        (status.expect("a status line"), body)
    }

    /// Returns the JSON of a parcel with this status.
    fn parcel_with(status: &str) -> Value {
        json!({
            "code": "PX-1001", "recipient": "Zoë O'Neill", "weightGrams": 2500, "status": status,
        })
    }

    #[tokio::test]
    async fn registers_a_parcel() {
        let sent = json!({ "code": "PX-1001", "recipient": "Zoë O'Neill", "weightGrams": 2500 });
        let (status, parcel) = post_json("/parcels", sent).await;
        assert_eq!(status, 201);
        // The JSON has no key "note" for a parcel without a note.
        assert_eq!(parcel, parcel_with("registered"));
    }

    #[tokio::test]
    async fn keeps_the_note() {
        let sent = json!({
            "code": "PX-2", "recipient": "Ada", "weightGrams": 1, "note": "second floor",
        });
        let (status, parcel) = post_json("/parcels", sent).await;
        assert_eq!(status, 201);
        assert_eq!(parcel["note"], "second floor");
    }

    #[tokio::test]
    async fn accepts_the_weight_of_a_piano() {
        let sent = json!({ "code": "PX-3", "recipient": "Clara", "weightGrams": 420_000 });
        let (_, parcel) = post_json("/parcels", sent).await;
        assert_eq!(parcel["weightGrams"], 420_000);
    }

    #[tokio::test]
    async fn refuses_a_negative_or_fractional_weight() {
        for weight in [json!(-1), json!(12.5), json!("heavy"), Value::Null] {
            let sent = json!({ "code": "PX-4", "recipient": "Emil", "weightGrams": weight });
            let (status, _) = post_json("/parcels", sent).await;
            assert_eq!(status, 422, "a weight of {weight} should be refused");
        }
    }

    #[tokio::test]
    async fn refuses_a_parcel_without_a_recipient() {
        let sent = json!({ "code": "PX-5", "weightGrams": 800 });
        let (status, _) = post_json("/parcels", sent).await;
        assert_eq!(status, 422);
    }

    #[tokio::test]
    async fn refuses_an_unknown_key_in_a_new_parcel() {
        // The key is "note", in lower case. If Serde ignored "Note", nobody would ring twice.
        let sent = json!({
            "code": "PX-6", "recipient": "Noor", "weightGrams": 90, "Note": "ring twice",
        });
        let (status, _) = post_json("/parcels", sent).await;
        assert_eq!(status, 422);
    }

    #[tokio::test]
    async fn each_step_leads_to_the_next_status() {
        let steps = ["registered", "in-transit", "out-for-delivery", "delivered"];
        for pair in steps.windows(2) {
            let (status, parcel) = post_json("/steps", parcel_with(pair[0])).await;
            assert_eq!((status, parcel), (200, parcel_with(pair[1])));
        }
    }

    #[tokio::test]
    async fn a_delivered_parcel_has_no_next_step() {
        let (status, _) = post_json("/steps", parcel_with("delivered")).await;
        assert_eq!(status, 409);
    }

    #[tokio::test]
    async fn refuses_an_unknown_status() {
        for unknown in ["lost", "Registered", "out_for_delivery", ""] {
            let (status, _) = post_json("/steps", parcel_with(unknown)).await;
            assert_eq!(status, 422, "the status {unknown:?} should be refused");
        }
    }
}
