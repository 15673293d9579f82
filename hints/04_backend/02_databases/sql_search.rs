//! The desks search for parcels: by depots, by weight, by a part of the recipient's name. Each filter may be
//! missing. That makes sixteen different queries, so the service builds the SQL when somebody searches. No typed
//! value may become a part of the SQL.
//!
//! Task: write the type `Search` and the function `search`. The tests show its fields and their types.
//! Read: <https://docs.rs/sqlx/0.9/sqlx/struct.QueryBuilder.html#method.push_bind>

use sqlx::{QueryBuilder, Sqlite, SqlitePool};

/// The filters of one search. `Search::default()` has no filter, and finds every parcel.
#[derive(Default)]
pub struct Search {
    /// The parcel is in one of these depots. An empty vector is no filter.
    pub depots: Vec<String>,
    // `None` is no filter. The number 0 can't mean this, because a search for parcels of 0 grams is a filter.
    pub min_grams: Option<u32>,
    pub max_grams: Option<u32>,
    /// The name of the recipient contains this string.
    pub recipient: Option<String>,
}

/// Returns the codes of the parcels that pass all filters, ordered by code.
pub async fn search(pool: &SqlitePool, filters: &Search) -> Result<Vec<String>, sqlx::Error> {
    // `push` adds SQL from this file, and `push_bind` adds a typed value: it writes a `?` into the SQL and binds
    // the value. Thanks to "TRUE", the SQL of each filter can begin with "AND".
    let mut query = QueryBuilder::<Sqlite>::new("SELECT code FROM parcels WHERE TRUE");
    if !filters.depots.is_empty() {
        query.push(" AND depot IN (");
        let mut depots = query.separated(", ");
        for depot in &filters.depots {
            depots.push_bind(depot);
        }
        query.push(")");
    }
    if let Some(grams) = filters.min_grams {
        query.push(" AND weight_grams >= ").push_bind(grams);
    }
    if let Some(grams) = filters.max_grams {
        query.push(" AND weight_grams <= ").push_bind(grams);
    }
    if let Some(part) = &filters.recipient {
        // `LIKE` reads % and _ in the name as a pattern. `instr` has no pattern.
        query.push(" AND instr(recipient, ").push_bind(part);
        query.push(") > 0");
    }
    query.push(" ORDER BY code");
    query.build_query_scalar().fetch_all(pool).await
}

#[cfg(test)]
mod tests {
    use super::{Search, search};
    use sqlx::{
        SqlitePool,
        sqlite::{SqliteConnectOptions, SqliteSynchronous},
    };
    use std::{
        env, fs,
        path::PathBuf,
        process,
        sync::atomic::{AtomicU32, Ordering},
    };

    // You need not read the helpers above the first test.

    /// A folder for one test. It is removed when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            static COUNT: AtomicU32 = AtomicU32::new(0);
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let path = env::temp_dir().join(format!("sql_search-{}-{count}", process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir(&path).expect("a new folder in the temporary folder");
            Self(path)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    /// A new database with five parcels in three depots.
    async fn database() -> (SqlitePool, Folder) {
        let folder = Folder::new();
        let options = SqliteConnectOptions::new()
            .filename(folder.0.join("parcels.db"))
            .create_if_missing(true)
            .synchronous(SqliteSynchronous::Off);
        let pool = SqlitePool::connect_with(options).await.unwrap();
        sqlx::raw_sql(
            "CREATE TABLE parcels (
                 code         TEXT    NOT NULL PRIMARY KEY,
                 depot        TEXT    NOT NULL,
                 recipient    TEXT    NOT NULL,
                 weight_grams INTEGER NOT NULL
             );
             INSERT INTO parcels VALUES
                 ('PX-5', 'Leeds', 'Ada Okafor', 2500),
                 ('PX-1', 'Leeds', 'Emil Lind', 740),
                 ('PX-4', 'Hull', 'Zoë O''Neill', 0),
                 ('PX-2', 'York', 'Adam Lind', 740),
                 ('PX-3', 'Hull', '100% Wool Ltd', 31500);",
        )
        .execute(&pool)
        .await
        .unwrap();
        (pool, folder)
    }

    /// Searches in a new database, and returns the codes that `search` found.
    async fn found(filters: Search) -> Vec<String> {
        let (pool, _folder) = database().await;
        search(&pool, &filters).await.unwrap()
    }

    #[tokio::test]
    async fn without_a_filter_it_finds_every_parcel_ordered_by_code() {
        let all = found(Search::default()).await;
        assert_eq!(all, ["PX-1", "PX-2", "PX-3", "PX-4", "PX-5"]);
    }

    #[tokio::test]
    async fn finds_the_parcels_of_one_depot() {
        let filters = Search {
            depots: vec!["Leeds".to_owned()],
            ..Search::default()
        };
        assert_eq!(found(filters).await, ["PX-1", "PX-5"]);
    }

    #[tokio::test]
    async fn finds_the_parcels_of_several_depots() {
        let filters = Search {
            depots: vec!["York".to_owned(), "Hull".to_owned()],
            ..Search::default()
        };
        assert_eq!(found(filters).await, ["PX-2", "PX-3", "PX-4"]);
    }

    #[tokio::test]
    async fn finds_parcels_of_at_least_2500_grams() {
        let filters = Search {
            min_grams: Some(2_500),
            ..Search::default()
        };
        assert_eq!(found(filters).await, ["PX-3", "PX-5"]);
    }

    #[tokio::test]
    async fn finds_parcels_of_at_most_740_grams() {
        let filters = Search {
            max_grams: Some(740),
            ..Search::default()
        };
        assert_eq!(found(filters).await, ["PX-1", "PX-2", "PX-4"]);
    }

    #[tokio::test]
    async fn a_limit_of_0_grams_is_a_filter() {
        let filters = Search {
            max_grams: Some(0),
            ..Search::default()
        };
        assert_eq!(found(filters).await, ["PX-4"]);
    }

    #[tokio::test]
    async fn finds_recipients_by_a_part_of_their_name() {
        let filters = Search {
            recipient: Some("Lind".to_owned()),
            ..Search::default()
        };
        assert_eq!(found(filters).await, ["PX-1", "PX-2"]);
    }

    #[tokio::test]
    async fn every_character_in_a_name_means_itself() {
        let names: [(&str, &[&str]); 5] = [
            ("O'N", &["PX-4"]),
            ("ë", &["PX-4"]),
            ("%", &["PX-3"]),
            ("_", &[]),
            ("\\", &[]),
        ];
        for (part, codes) in names {
            let filters = Search {
                recipient: Some(part.to_owned()),
                ..Search::default()
            };
            assert_eq!(found(filters).await, codes, "{part}");
        }
    }

    #[tokio::test]
    async fn a_parcel_must_pass_all_filters() {
        let filters = Search {
            depots: vec!["Leeds".to_owned(), "York".to_owned()],
            min_grams: Some(1),
            max_grams: Some(1_000),
            recipient: Some("Ada".to_owned()),
        };
        assert_eq!(found(filters).await, ["PX-2"]);
    }

    #[tokio::test]
    async fn typed_values_are_never_read_as_sql() {
        let (pool, _folder) = database().await;
        for typed in ["Hull' OR '1'='1", "'); DROP TABLE parcels; --"] {
            let by_depot = Search {
                depots: vec![typed.to_owned()],
                ..Search::default()
            };
            let by_name = Search {
                recipient: Some(typed.to_owned()),
                ..Search::default()
            };
            for filters in [by_depot, by_name] {
                let codes = search(&pool, &filters)
                    .await
                    .expect("the search should find nothing, and not fail");
                assert!(codes.is_empty(), "{typed} found {codes:?}");
            }
        }
        assert_eq!(search(&pool, &Search::default()).await.unwrap().len(), 5);
    }
}
