// You need not read the helpers above the first test.

use sql_migrations::{Parcel, open, parcels, register};
use sqlx::{SqlitePool, migrate::Migrator, sqlite::SqliteConnectOptions};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use tokio::time::timeout;

/// The folder with the migrations of version 1, as they were released.
const RELEASED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/released");

/// A folder for one test. It is removed when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("sql_migrations-{}-{count}", process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).expect("a new folder in the temporary folder");
        Self(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("parcels.db")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn parcel(code: &str, recipient: &str, weight_grams: Option<u32>) -> Parcel {
    Parcel {
        code: code.to_owned(),
        recipient: recipient.to_owned(),
        weight_grams,
    }
}

/// Creates a database with the migrations of version 1, and adds two parcels.
async fn made_by_version_1(file: &Path) {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    let released = Migrator::new(Path::new(RELEASED)).await.unwrap();
    released.run(&pool).await.unwrap();
    sqlx::raw_sql(
        "INSERT INTO parcels (code, recipient)
         VALUES ('PX-0001', 'Zoë O''Neill'), ('PX-0002', 'Emil Lind');",
    )
    .execute(&pool)
    .await
    .unwrap();
    pool.close().await;
}

#[tokio::test]
async fn a_new_store_is_empty_and_stores_parcels() {
    let folder = Folder::new();
    let pool = open(&folder.file()).await.unwrap();
    assert_eq!(parcels(&pool).await.unwrap(), []);

    let heavy = parcel("PX-1001", "Ada Okafor", Some(u32::MAX));
    let unweighed = parcel("PX-1002", "Noor Haddad", None);
    register(&pool, &heavy).await.unwrap();
    register(&pool, &unweighed).await.unwrap();
    assert_eq!(parcels(&pool).await.unwrap(), [heavy, unweighed]);
}

#[tokio::test]
async fn a_store_of_version_1_keeps_its_parcels() {
    let folder = Folder::new();
    made_by_version_1(&folder.file()).await;

    let pool = open(&folder.file()).await.unwrap();
    let old = [
        parcel("PX-0001", "Zoë O'Neill", None),
        parcel("PX-0002", "Emil Lind", None),
    ];
    assert_eq!(parcels(&pool).await.unwrap(), old);

    let new = parcel("PX-1001", "Ada Okafor", Some(740));
    register(&pool, &new).await.unwrap();
    assert_eq!(parcels(&pool).await.unwrap().last(), Some(&new));
}

#[tokio::test]
async fn a_second_open_changes_nothing() {
    let folder = Folder::new();
    let pool = open(&folder.file()).await.unwrap();
    let kept = parcel("PX-1001", "Ada Okafor", Some(2500));
    register(&pool, &kept).await.unwrap();
    pool.close().await;

    let pool = open(&folder.file()).await.unwrap();
    assert_eq!(parcels(&pool).await.unwrap(), [kept]);
}

#[tokio::test]
async fn refuses_a_store_of_a_later_version() {
    let folder = Folder::new();
    let pool = open(&folder.file()).await.unwrap();
    sqlx::raw_sql(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'not written yet', TRUE, x'00', 0);",
    )
    .execute(&pool)
    .await
    .expect("the table `_sqlx_migrations` should exist");
    pool.close().await;

    assert!(open(&folder.file()).await.is_err());
}

#[tokio::test]
async fn a_fifth_desk_waits_for_one_of_the_four() {
    let folder = Folder::new();
    let pool = open(&folder.file()).await.unwrap();

    let mut desks = Vec::new();
    for _ in 0..4 {
        let desk = timeout(Duration::from_secs(3), pool.acquire()).await;
        desks.push(desk.expect("four desks should not wait").unwrap());
    }
    // The fifth desk asks for a connection. Then one of the four returns its connection.
    let (fifth, ()) = tokio::join!(timeout(Duration::from_secs(3), pool.acquire()), async {
        drop(desks.pop());
    });
    let _fifth = fifth
        .expect("the fifth desk should get the connection that was returned")
        .unwrap();
    assert_eq!(pool.size(), 4, "the pool should have four connections");
}
