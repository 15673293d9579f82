// Wrong: SQLite has one writer at a time, so one connection seems enough; but desks read as well:
// `a_fifth_desk_waits_for_one_of_the_four` waits already at the second.
// Rejected by: a_fifth_desk_waits_for_one_of_the_four
//! Version 1 of the parcel store is out, and depots have parcels in it. Version 2 weighs them, so
//! it needs one more column, in new databases and in those that exist, without losing a parcel.
//! Write the migration in `migrations/0002_add_weight.sql`, and have `open` apply what is missing.
//!
//! Migrations: <https://docs.rs/sqlx/0.9/sqlx/migrate/struct.Migrator.html>
//! Passing errors on: <https://doc.rust-lang.org/book/ch09-02-recoverable-errors-with-result.html>

use sqlx::{
    SqlitePool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};
use std::path::Path;

/// The folder with the migrations, one file each.
pub const MIGRATIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");

#[derive(Debug, PartialEq)]
pub struct Parcel {
    pub code: String,
    pub recipient: String,
    /// `None`, where the parcel was never on the scales.
    pub weight_grams: Option<u32>,
}

/// Opens the store in this file, and makes it where there is none. It has every migration when
/// the pool is handed out. The depot has four desks, and there is a connection for each of them.
///
/// # Errors
///
/// When the file can't be opened, or when a migration can't be applied or is not the one that the
/// file was made with.
pub async fn open(file: &Path) -> Result<SqlitePool, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true);
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await?;

    let migrator = Migrator::new(Path::new(MIGRATIONS)).await?;
    migrator.run(&pool).await?;
    Ok(pool)
}

/// Adds a parcel.
///
/// # Errors
///
/// When the database refuses it.
pub async fn register(pool: &SqlitePool, parcel: &Parcel) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO parcels (code, recipient, weight_grams) VALUES (?, ?, ?)")
        .bind(&parcel.code)
        .bind(&parcel.recipient)
        .bind(parcel.weight_grams)
        .execute(pool)
        .await?;
    Ok(())
}

/// Every parcel, in the order of their codes.
///
/// # Errors
///
/// When the database can't be read.
pub async fn parcels(pool: &SqlitePool) -> Result<Vec<Parcel>, sqlx::Error> {
    let rows: Vec<(String, String, Option<u32>)> =
        sqlx::query_as("SELECT code, recipient, weight_grams FROM parcels ORDER BY code")
            .fetch_all(pool)
            .await?;
    let parcels = rows
        .into_iter()
        .map(|(code, recipient, weight_grams)| Parcel {
            code,
            recipient,
            weight_grams,
        });
    Ok(parcels.collect())
}
