//! Version 1 of the parcel store is released, and the depots have databases full of parcels. Version 2 also stores
//! the weight, so it needs one more column, in new databases and in old ones. No parcel may get lost.
//!
//! Task: add the column in `migrations/0002_add_weight.sql`. Then `open` has to run the migrations.
//! Read: <https://docs.rs/sqlx/0.9/sqlx/migrate/struct.Migrator.html#method.new>

use sqlx::{
    SqlitePool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};
use std::path::Path;

/// The folder with the migrations. Each file in it is one migration.
pub const MIGRATIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");

#[derive(Debug, PartialEq)]
pub struct Parcel {
    pub code: String,
    pub recipient: String,
    /// `None` if nobody has weighed the parcel.
    pub weight_grams: Option<u32>,
}

/// Opens the database in `file`, or creates it. Runs the migrations that the database does not have yet, and
/// returns a pool of at most four connections: one for each desk of the depot.
///
/// # Errors
///
/// Returns an error if the file can't be opened, if a migration fails, or if a migration is not the one that this
/// database has run.
pub async fn open(file: &Path) -> Result<SqlitePool, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true);
    // The limit belongs to the pool, and not to one connection. A fifth desk waits until another one returns its
    // connection. It waits for 30 seconds at most, which `acquire_timeout` can change.
    let pool = SqlitePoolOptions::new()
        .max_connections(4)
        .connect_with(options)
        .await?;

    // The table `_sqlx_migrations` of the database names the migrations that have run, each with a checksum. `run`
    // compares the checksums and runs the others, each in a transaction. `sqlx::migrate!()` would build the files
    // into the program, but it needs SQLx's feature `macros`.
    let migrator = Migrator::new(Path::new(MIGRATIONS)).await?;
    migrator.run(&pool).await?;
    Ok(pool)
}

/// Adds a parcel.
///
/// # Errors
///
/// Returns an error if the database refuses the parcel.
pub async fn register(pool: &SqlitePool, parcel: &Parcel) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO parcels (code, recipient, weight_grams) VALUES (?, ?, ?)")
        .bind(&parcel.code)
        .bind(&parcel.recipient)
        .bind(parcel.weight_grams)
        .execute(pool)
        .await?;
    Ok(())
}

/// Returns all parcels, ordered by code.
///
/// # Errors
///
/// Returns an error if the database can't be read.
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
